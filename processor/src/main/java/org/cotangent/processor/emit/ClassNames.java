package org.cotangent.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Type;

/**
 * Turns qualified source names into class names that are imported, and remembers which were used.
 */
final class ClassNames {
  private final String packageName;
  private final Set<ClassName> used = new LinkedHashSet<>();

  ClassNames(Companion companion) {
    this.packageName = companion.packageName();
  }

  /** The class with this qualified source name, such as {@code p.Outer.Inner}. */
  Doc of(String qualifiedName) {
    ClassName name = split(qualifiedName);
    used.add(name);
    return new Doc.Name(name);
  }

  /** A type as it is written in a declaration. */
  Doc of(Type type) {
    if (type instanceof Type.ArrayType array) {
      return Doc.of(of(array.element()), "[]");
    }
    if (type.isMatrix()) {
      return of(type.toString());
    }
    return type instanceof Type.ReferenceType reference
        ? Doc.of(of(reference.name()), reference.arguments())
        : new Doc.Text(type.toString());
  }

  /**
   * Names that a variable must not have where these classes are used: in {@code Model.f(x)} a
   * variable {@code Model} would win over the class, and a variable {@code p} over the package of a
   * class that cannot be imported.
   */
  Set<String> obscurable() {
    Set<String> names = new LinkedHashSet<>();
    Map<String, ClassName> bySimpleName = new HashMap<>();
    for (ClassName name : used) {
      String simpleName = name.simpleNames().get(0);
      names.add(simpleName);
      ClassName first = bySimpleName.putIfAbsent(simpleName, name.topLevelClassName());
      if (first != null && !first.equals(name.topLevelClassName())) {
        names.add(root(first));
        names.add(root(name));
      }
    }
    return names;
  }

  private static String root(ClassName name) {
    return name.packageName().split("\\.")[0];
  }

  /**
   * Package and class. A class of the companion's own package is known to be one; elsewhere the
   * first capital letter tells where the class begins, and without any the last name is the class.
   */
  private ClassName split(String qualifiedName) {
    List<String> names = Arrays.asList(qualifiedName.split("\\."));
    int own = packageName.isEmpty() ? 0 : packageName.split("\\.").length;
    boolean inOwnPackage = qualifiedName.startsWith(packageName.isEmpty() ? "" : packageName + ".");
    int start = inOwnPackage ? own : 0;
    while (start < names.size() - 1 && !Character.isUpperCase(names.get(start).charAt(0))) {
      start++;
    }
    return ClassName.get(
        String.join(".", names.subList(0, start)),
        names.get(start),
        names.subList(start + 1, names.size()).toArray(new String[0]));
  }
}
