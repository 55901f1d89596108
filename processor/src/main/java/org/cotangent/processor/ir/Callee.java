package org.cotangent.processor.ir;

import java.util.List;

/** What a call statement calls. */
public sealed interface Callee {

  /** The declared result type. */
  Type returnType();

  /**
   * A method of the same source file, whose body is lowered too (annotated or a plain helper). The
   * call of an instance method passes the receiver as its first argument.
   */
  record Local(MethodKey key, Type returnType) implements Callee {}

  /**
   * A method of another source file or of a jar that has a companion.
   *
   * @param key the method itself
   * @param companion the qualified name of its companion class
   * @param backward the name of its backward method there
   * @param wrt the positions of the parameters that it is differentiated by
   * @param writes the positions of the array parameters that it may write to
   * @param scalarNames the record components that hold the scalar adjoints, in order of {@code
   *     wrt}'s scalars; empty when the backward method returns the bare value
   * @param recordName the simple name of the backward method's record inside the companion; empty
   *     when there is none
   */
  record Companion(
      MethodKey key,
      Type returnType,
      String companion,
      String backward,
      List<Integer> wrt,
      List<Integer> writes,
      List<String> scalarNames,
      String recordName)
      implements Callee {
    public Companion {
      wrt = List.copyOf(wrt);
      writes = List.copyOf(writes);
      scalarNames = List.copyOf(scalarNames);
    }
  }

  /**
   * A static method whose result is a constant by decision ({@code @NonDifferentiable}); it only
   * reads its arguments.
   *
   * @param pure whether its body was looked at, and computes the same from the same arguments
   */
  record Constant(MethodKey key, Type returnType, boolean pure) implements Callee {
    /** A method whose body nobody has looked at. */
    public Constant(MethodKey key, Type returnType) {
      this(key, returnType, false);
    }
  }

  /**
   * A method with a derivative written by hand ({@code @DerivativeOf}). The receiver of an instance
   * method is its first argument, and counts.
   *
   * @param key the method itself
   * @param owner the qualified name of the class that declares the derivative
   * @param rule the name of the derivative
   * @param wrt the positions of the arguments that have adjoints
   * @param writes the positions of the arrays that it may write to
   */
  record Custom(
      MethodKey key,
      Type returnType,
      String owner,
      String rule,
      List<Integer> wrt,
      List<Integer> writes)
      implements Callee {
    public Custom {
      wrt = List.copyOf(wrt);
      writes = List.copyOf(writes);
    }
  }

  /**
   * An operation on matrices: a pure method whose annotation says how it is differentiated. The
   * receiver of an instance method is its first argument, and counts.
   *
   * @param key the method itself
   */
  record Operation(MethodKey key, Type returnType, OperationRule rule) implements Callee {}

  /**
   * A generated method: of this companion when {@code owner} is empty, else of that class.
   *
   * @param tape whether the tape is passed as the last argument
   */
  record Generated(String owner, String name, Type returnType, boolean tape) implements Callee {}
}
