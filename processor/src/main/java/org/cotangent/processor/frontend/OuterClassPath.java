package org.cotangent.processor.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import org.cotangent.processor.frontend.OuterFiles.Place;

/**
 * The class path of the compilation, found out from inside. No API tells it, and {@code
 * PackageElement.getEnclosedElements} would read every class file of a package into the user's
 * compilation, with all the warnings ("unknown enum constant ...") that those files give rise to.
 * So the roots of the path are found by looking up files of names that occur in sources and class
 * files; a root once known is listed like any directory.
 */
final class OuterClassPath {
  private final OuterFiles files;
  private final RoundSources sources;
  private final Map<Place, Set<ClassRoot>> roots = new HashMap<>();
  private final Map<String, Set<String>> mentioned = new TreeMap<>();
  private final SourceWords words = new SourceWords();

  /** For each package listed so far, what the compiler was told. */
  private final Map<String, Map<String, JavaFileObject>> listed = new HashMap<>();

  /** Names that were looked up after the listing of their package. */
  private final Set<String> rechecked = new HashSet<>();

  private boolean incomplete;

  OuterClassPath(OuterFiles files, RoundSources sources) {
    this.files = files;
    this.sources = sources;
  }

  /** Forgets the listings, but not the roots: another compiler is going to ask. */
  void restart() {
    listed.clear();
    rechecked.clear();
    incomplete = false;
  }

  /** Whether something turned up after its package had been listed, so that asking again pays. */
  boolean isIncomplete() {
    return incomplete;
  }

  /** Takes the words of a source that is going to be compiled. */
  void mention(CharSequence source) {
    words.add(source);
    for (String open : SourceWords.openPackages(source)) {
      if (listed.containsKey(open)) {
        words.upper().forEach(word -> recheck(open, word));
      }
    }
  }

  /** The class files and sources of a package, other than the sources of the compilation itself. */
  Iterable<JavaFileObject> list(String packageName, Set<Kind> kinds) {
    List<JavaFileObject> result = new ArrayList<>();
    for (JavaFileObject file : listed.computeIfAbsent(packageName, this::findAll).values()) {
      if (kinds.contains(file.getKind())) {
        result.add(file);
      }
    }
    return result;
  }

  private Map<String, JavaFileObject> findAll(String packageName) {
    Map<String, JavaFileObject> found = new LinkedHashMap<>();
    for (Place place : files.places(packageName, sources.modules())) {
      discover(place, packageName, Kind.CLASS);
      addAll(place, packageName, Kind.CLASS, found);
    }
    discover(Place.SOURCE_PATH, packageName, Kind.SOURCE);
    addAll(Place.SOURCE_PATH, packageName, Kind.SOURCE, found);
    for (String generated : sources.compiledClassesOf(packageName)) {
      add(Place.CLASS_OUTPUT, packageName, simple(generated), Kind.CLASS, found);
    }
    return found;
  }

  /** Looks up likely names until roots of the place are known that hold the package. */
  private void discover(Place place, String packageName, Kind kind) {
    if (place.equals(Place.CLASS_OUTPUT)) {
      files.outputRoot().ifPresent(root -> rootsOf(place).add(root));
      return;
    }
    Set<String> likely = new TreeSet<>(mentioned.getOrDefault(packageName, Set.of()));
    likely.addAll(words.upper());
    boolean any = false;
    for (String name : likely) {
      any |= lookUp(place, packageName, name, kind);
    }
    if (!any && kind == Kind.CLASS) {
      for (String name : words.lower()) {
        lookUp(place, packageName, name, kind);
      }
    }
  }

  private boolean lookUp(Place place, String packageName, String name, Kind kind) {
    String fileName = name + kind.extension;
    Optional<FileObject> file = files.find(place, packageName, fileName);
    if (file.isEmpty()) {
      return false;
    }
    URI uri = file.get().toUri();
    String relative = folder(packageName) + (packageName.isEmpty() ? "" : "/") + fileName;
    Optional<ClassRoot> root = ClassRoot.of(uri, relative);
    if (root.isPresent()) {
      rootsOf(place).add(root.get());
    } else {
      // A file of no directory and no archive, in memory say: known by its own name only.
      mentioned.computeIfAbsent(packageName, key -> new TreeSet<>()).add(name);
    }
    return true;
  }

  private void addAll(
      Place place, String packageName, Kind kind, Map<String, JavaFileObject> found) {
    Set<String> names = new TreeSet<>();
    for (ClassRoot root : rootsOf(place)) {
      for (String file : root.files(folder(packageName))) {
        if (file.endsWith(kind.extension)) {
          names.add(file.substring(0, file.length() - kind.extension.length()));
        }
      }
    }
    names.addAll(mentioned.getOrDefault(packageName, Set.of()));
    for (String name : names) {
      add(place, packageName, name, kind, found);
    }
  }

  private void add(
      Place place, String packageName, String name, Kind kind, Map<String, JavaFileObject> found) {
    if (name.equals("module-info") || sources.declares(packageName, name)) {
      return;
    }
    String binaryName = packageName.isEmpty() ? name : packageName + "." + name;
    String key = binaryName + kind.extension;
    if (!found.containsKey(key)) {
      files
          .find(place, packageName, name + kind.extension)
          .map(
              file ->
                  kind == Kind.CLASS
                      ? BridgedFile.ofClass(file, binaryName, this::onClassRead)
                      : BridgedFile.ofSource(file, binaryName, this::mention))
          .ifPresent(file -> found.put(key, file));
    }
  }

  private void onClassRead(byte[] classFile) {
    try {
      for (String name : ClassFileNames.of(classFile)) {
        int slash = name.lastIndexOf('/');
        String packageName = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
        String simpleName = name.substring(slash + 1);
        mentioned.computeIfAbsent(packageName, key -> new TreeSet<>()).add(simpleName);
        recheck(packageName, simpleName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable class file", e);
    }
  }

  /** Notes when a package that has been listed lacks a class that is there after all. */
  private void recheck(String packageName, String name) {
    Map<String, JavaFileObject> known = listed.get(packageName);
    String binaryName = packageName.isEmpty() ? name : packageName + "." + name;
    if (known == null
        || known.containsKey(binaryName + Kind.CLASS.extension)
        || !rechecked.add(binaryName)
        || sources.declares(packageName, name)) {
      return;
    }
    for (Place place : files.places(packageName, sources.modules())) {
      incomplete |= lookUp(place, packageName, name, Kind.CLASS);
    }
  }

  private Set<ClassRoot> rootsOf(Place place) {
    return roots.computeIfAbsent(place, key -> new LinkedHashSet<>());
  }

  private static String folder(String packageName) {
    return packageName.replace('.', '/');
  }

  private static String simple(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }
}
