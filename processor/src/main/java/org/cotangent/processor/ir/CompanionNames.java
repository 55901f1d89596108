package org.cotangent.processor.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How companions and their members are called. Both sides of a call across files compute these
 * names: the class that is differentiated, and whoever calls its companion.
 */
public final class CompanionNames {
  private CompanionNames() {}

  /** The companion's simple name: {@code Outer.Inner} becomes {@code Outer_InnerDerivatives}. */
  public static String companion(String classNameInPackage) {
    return classNameInPackage.replace('.', '_') + "Derivatives";
  }

  /** The companion's qualified name; the package is empty for the unnamed one. */
  public static String qualifiedCompanion(String packageName, String classNameInPackage) {
    String name = companion(classNameInPackage);
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /**
   * The record prefixes of the annotated methods of one class, whose names come in source order:
   * the capitalised name; further overloads get the next free number from 2.
   */
  public static List<String> recordPrefixes(List<String> methodNames) {
    Set<String> taken = new HashSet<>();
    methodNames.forEach(name -> taken.add(capitalised(name)));
    Set<String> given = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String name : methodNames) {
      String prefix = capitalised(name);
      for (int number = 2; !given.add(prefix); number++) {
        String candidate = capitalised(name) + number;
        // A method that is itself called loss2 keeps Loss2.
        prefix = taken.contains(candidate) ? prefix : candidate;
      }
      prefixes.add(prefix);
    }
    return List.copyOf(prefixes);
  }

  /** The name of the method that returns the gradient of {@code method}. */
  public static String gradientMethod(String method) {
    return method + "Gradient";
  }

  /** The name of the pullback of {@code method}. */
  public static String backwardMethod(String method) {
    return method + "Backward";
  }

  /** The record that the gradient method returns. */
  public static String gradientRecord(String recordPrefix) {
    return recordPrefix + "Gradient";
  }

  /** The record that the backward method returns when scalars are differentiated. */
  public static String backwardRecord(String recordPrefix) {
    return recordPrefix + "Backward";
  }

  private static String capitalised(String name) {
    int first = name.codePointAt(0);
    return Character.toString(Character.toUpperCase(first))
        + name.substring(Character.charCount(first));
  }
}
