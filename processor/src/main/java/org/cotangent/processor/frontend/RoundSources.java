package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** The source files of the compilation that have been seen so far, in any round. */
public final class RoundSources {
  private final Host host;
  private final Map<String, JavaFileObject> files = new TreeMap<>();
  private final Set<String> compiled = new TreeSet<>();
  private final Set<String> modules = new TreeSet<>();

  public RoundSources(Host host) {
    this.host = host;
  }

  /** Adds the files of a round's root elements. */
  public void add(Iterable<? extends Element> rootElements) {
    for (Element root : rootElements) {
      if (root instanceof TypeElement type) {
        add(type);
      }
    }
  }

  private void add(TypeElement type) {
    String name = type.getQualifiedName().toString();
    Optional<JavaFileObject> source = host.sourceOf(type);
    if (source.isPresent()) {
      files.put(name, source.get());
    } else {
      compiled.add(name); // another processor wrote a class file
    }
    ModuleElement module = host.elements().getModuleOf(type);
    if (module != null && !module.isUnnamed()) {
      modules.add(module.getQualifiedName().toString());
    }
  }

  /** Whether the source of this class, or of the class around it, belongs to the compilation. */
  public boolean contains(TypeElement type) {
    return files.containsKey(topLevel(type).getQualifiedName().toString());
  }

  /** The file that declares a top-level class. */
  Optional<JavaFileObject> file(String topLevelClass) {
    return Optional.ofNullable(files.get(topLevelClass));
  }

  /** The top-level classes of one package that come from sources. */
  List<String> classesOf(String packageName) {
    return inPackage(packageName, files.keySet());
  }

  /** The top-level classes of one package that another processor wrote as class files. */
  List<String> compiledClassesOf(String packageName) {
    return inPackage(packageName, compiled);
  }

  /** Whether a class of this name inside its package, nested or not, comes from a source. */
  boolean declares(String packageName, String name) {
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
      if (files.containsKey(prefix + name.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** The named modules that are being compiled. */
  Set<String> modules() {
    return Collections.unmodifiableSet(modules);
  }

  /** The outermost class around a class. */
  public static TypeElement topLevel(TypeElement type) {
    TypeElement current = type;
    while (current.getNestingKind() != NestingKind.TOP_LEVEL
        && current.getEnclosingElement() instanceof TypeElement outer) {
      current = outer;
    }
    return current;
  }

  private static List<String> inPackage(String packageName, Set<String> classes) {
    List<String> found = new ArrayList<>();
    for (String name : classes) {
      int dot = name.lastIndexOf('.');
      if (name.substring(0, Math.max(dot, 0)).equals(packageName)) {
        found.add(name);
      }
    }
    return found;
  }
}
