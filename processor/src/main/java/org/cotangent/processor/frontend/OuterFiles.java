package org.cotangent.processor.frontend;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Finds files of the compilation by the one way that every compiler offers, {@code
 * Filer.getResource}.
 */
final class OuterFiles {

  /**
   * Where a package of the compilation lies.
   *
   * @param location the kind of path
   * @param prefix what {@code getResource} wants before the package, {@code module/} or nothing
   */
  record Place(Location location, String prefix) {
    static final Place CLASS_PATH = new Place(StandardLocation.CLASS_PATH, "");
    static final Place CLASS_OUTPUT = new Place(StandardLocation.CLASS_OUTPUT, "");
    static final Place SOURCE_PATH = new Place(StandardLocation.SOURCE_PATH, "");
  }

  private final Host host;
  private final Set<String> platformModules;
  private Optional<ClassRoot> outputRoot;

  OuterFiles(Host host) {
    this.host = host;
    platformModules =
        ModuleFinder.ofSystem().findAll().stream()
            .map(module -> module.descriptor().name())
            .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * The places of a package's class files, without those of the platform, which the nested compiler
   * finds by itself.
   *
   * @param ownModules the modules that are being compiled
   */
  List<Place> places(String packageName, Set<String> ownModules) {
    Set<Place> places = new LinkedHashSet<>();
    for (PackageElement found : host.elements().getAllPackageElements(packageName)) {
      ModuleElement module = host.elements().getModuleOf(found);
      if (module == null || module.isUnnamed()) {
        places.add(Place.CLASS_PATH);
      } else if (ownModules.contains(module.getQualifiedName().toString())) {
        places.add(Place.CLASS_OUTPUT);
      } else if (!platformModules.contains(module.getQualifiedName().toString())) {
        places.add(new Place(StandardLocation.MODULE_PATH, module.getQualifiedName() + "/"));
      }
    }
    return new ArrayList<>(places);
  }

  /** The file of this name, where there is one. */
  Optional<FileObject> find(Place place, String packageName, String fileName) {
    if (place.location().isOutputLocation() && !isInOutput(packageName, fileName)) {
      return Optional.empty();
    }
    return resource(place, packageName, fileName);
  }

  /** The directory that class files are written to; unknown when they stay in memory. */
  Optional<ClassRoot> outputRoot() {
    if (outputRoot == null) {
      // For an output location the compiler answers with a file that need not be there; asking for
      // one that is there might empty it, if the file manager is a simple one.
      String probe = "cotangent.probe";
      outputRoot =
          resource(Place.CLASS_OUTPUT, "", probe)
              .flatMap(file -> ClassRoot.of(file.toUri(), probe));
    }
    return outputRoot;
  }

  private boolean isInOutput(String packageName, String fileName) {
    Optional<ClassRoot> root = outputRoot();
    return root.isPresent() && root.get().files(packageName.replace('.', '/')).contains(fileName);
  }

  private Optional<FileObject> resource(Place place, String packageName, String fileName) {
    try {
      return Optional.of(
          host.filer().getResource(place.location(), place.prefix() + packageName, fileName));
    } catch (FileNotFoundException | NoSuchFileException | FilerException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // this compiler has no such location
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + fileName, e);
    }
  }

  /** Whether the compiler reads its own platform, not the signatures of an older one. */
  boolean readsOwnPlatform() {
    Place platform = new Place(StandardLocation.SYSTEM_MODULES, "java.base/");
    return find(platform, "java.lang", "Object.class")
        .map(FileObject::toUri)
        .map(URI::getScheme)
        .map("jrt"::equals)
        .orElse(false);
  }
}
