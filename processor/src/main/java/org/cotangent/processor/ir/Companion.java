package org.cotangent.processor.ir;

import java.util.List;
import java.util.Optional;

/**
 * A companion class, ready to print.
 *
 * @param packageName empty for the unnamed package
 * @param className the user's class inside its package, such as {@code Outer.Inner}
 * @param name the companion's simple name
 * @param isPublic whether it is visible outside its package
 * @param sourceFile the simple name of the user's file
 * @param records the records it declares, in order
 * @param functions its methods, in order
 */
public record Companion(
    String packageName,
    String className,
    String name,
    boolean isPublic,
    String sourceFile,
    List<RecordDeclaration> records,
    List<GeneratedFunction> functions) {

  public Companion {
    records = List.copyOf(records);
    functions = List.copyOf(functions);
  }

  /** The same companion with other methods. */
  public Companion withFunctions(List<GeneratedFunction> methods) {
    return new Companion(packageName, className, name, isPublic, sourceFile, records, methods);
  }

  /** The companion's qualified name. */
  public String qualifiedName() {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /** How far a generated member is visible. */
  public enum Visibility {
    PUBLIC,
    PACKAGE,
    PRIVATE
  }

  /**
   * A record of the companion.
   *
   * @param components names and types, printed under exactly these names
   * @param doc its javadoc, plain lines
   */
  public record RecordDeclaration(
      String name, List<Variable> components, Visibility visibility, List<String> doc) {
    public RecordDeclaration {
      components = List.copyOf(components);
      doc = List.copyOf(doc);
    }
  }

  /**
   * A static method of the companion. A parameter of type {@code org.cotangent.runtime.Tape} is the
   * tape that pushes, pops and scratch arrays use.
   *
   * @param doc its javadoc, plain lines; empty for none
   * @param mark what {@code @GeneratedDerivative} says on it
   */
  public record GeneratedFunction(
      String name,
      List<Variable> parameters,
      Type returnType,
      Stmt.Block body,
      Visibility visibility,
      List<String> doc,
      Optional<Mark> mark) {
    public GeneratedFunction {
      parameters = List.copyOf(parameters);
      doc = List.copyOf(doc);
    }
  }

  /** The members of {@code @GeneratedDerivative} on a backward method. */
  public record Mark(String of, List<Integer> wrt, List<Integer> writes) {
    public Mark {
      wrt = List.copyOf(wrt);
      writes = List.copyOf(writes);
    }
  }
}
