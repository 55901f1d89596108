package org.cotangent.processor.ir;

import java.util.List;

/**
 * Expressions. They have no side effects: the front-end turns assignments, increments and calls of
 * methods with a body inside expressions into statements, in Java's order of evaluation. Evaluating
 * one may still throw, as in Java (array index, integer division by zero).
 *
 * <p>Implicit numeric promotion stays implicit, as in Java source: {@link #type} says what an
 * expression is.
 */
public sealed interface Expr {

  /** The static type, after Java's rules. */
  Type type();

  /**
   * A literal.
   *
   * @param value a {@link Double}, {@link Float}, {@link Integer}, {@link Long}, {@link Character},
   *     {@link Boolean}, {@link String}, or null for {@code null}
   * @param text the literal as the user spelled it, or null for a generated one
   */
  record Literal(Object value, Type type, String text) implements Expr {
    /** A generated literal. */
    public static Literal of(Object value, Type type) {
      return new Literal(value, type, null);
    }
  }

  /**
   * A static field: data.
   *
   * @param owner the qualified source name of the declaring class
   * @param value the compile-time constant value, or null when it is not one (an array, say)
   * @param access how the companion reads it
   */
  record Constant(String owner, String name, Type type, Object value, Access access)
      implements Expr {
    /** A constant that the companion can name. */
    public Constant(String owner, String name, Type type, Object value) {
      this(owner, name, type, value, Access.FINAL);
    }
  }

  /** The value of a variable. */
  record VariableRead(Variable variable) implements Expr {
    @Override
    public Type type() {
      return variable.type();
    }
  }

  /**
   * An instance field of the receiver or of another object: data.
   *
   * @param access how the companion reads it
   */
  record FieldRead(Expr receiver, String name, Type type, Access access) implements Expr {
    /** A final field that the companion can name. */
    public FieldRead(Expr receiver, String name, Type type) {
      this(receiver, name, type, Access.FINAL);
    }
  }

  /**
   * An element of an array; the array is a variable, a constant, a field, or itself an element (a
   * row).
   */
  record ArrayRead(Expr array, Expr index) implements Expr {
    @Override
    public Type type() {
      return array.type().elementType();
    }
  }

  /** {@code array.length}. */
  record ArrayLength(Expr array) implements Expr {
    @Override
    public Type type() {
      return Type.Primitive.INT;
    }
  }

  /** A unary operator. */
  record Unary(UnaryOp op, Expr operand, Type type) implements Expr {}

  /** A binary operator; the operands keep their own types, {@code type} is that of the result. */
  record Binary(BinaryOp op, Expr left, Expr right, Type type) implements Expr {}

  /** An explicit cast between primitive types. */
  record Cast(Type type, Expr operand) implements Expr {}

  /** {@code condition ? whenTrue : whenFalse}. */
  record Conditional(Expr condition, Expr whenTrue, Expr whenFalse, Type type) implements Expr {}

  /**
   * A call of a pure static method of scalars that the rule table knows, such as {@code Math.sin}.
   */
  record Intrinsic(IntrinsicMethod method, List<Expr> arguments) implements Expr {
    public Intrinsic {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Type type() {
      return method.returnType();
    }
  }

  /**
   * {@code new double[n][m]}: only as the whole right-hand side of a declaration, an assignment or
   * a return.
   */
  record NewArray(Type type, List<Expr> dimensions) implements Expr {
    public NewArray {
      dimensions = List.copyOf(dimensions);
    }
  }

  /**
   * {@code new double[] {a, b}}: only as a whole right-hand side; rows of a nested one are array
   * literals again.
   */
  record ArrayLiteral(Type type, List<Expr> elements) implements Expr {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }
  }

  /** {@code array.clone()}, shallow as in Java: only as a whole right-hand side. */
  record CloneArray(Expr array) implements Expr {
    @Override
    public Type type() {
      return array.type();
    }
  }

  /**
   * A call that only computes data from data, such as {@code name.equals("linear")} or {@code
   * String.valueOf(n)}: no derivative flows through it, and it changes nothing that the method can
   * see. It may throw.
   *
   * @param receiver the object that is called, or null for a static method
   * @param owner the qualified source name of the declaring class
   */
  record DataCall(Expr receiver, String owner, String name, List<Expr> arguments, Type type)
      implements Expr {
    public DataCall {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code new IllegalArgumentException("n = " + n)}: an object that is made to be thrown. */
  record NewObject(Type type, List<Expr> arguments) implements Expr {
    public NewObject {
      arguments = List.copyOf(arguments);
    }
  }

  /** A new object: a value of the user's that is taken apart, or a record of generated code. */
  record NewRecord(Type type, List<Expr> components) implements Expr {
    public NewRecord {
      components = List.copyOf(components);
    }
  }

  /** A component of a record, or of a value that is taken apart. */
  record Component(Expr record, String name, Type type) implements Expr {}

  // ------------------------------------------------------------------ generated code only

  /** What is made of the elements that a formula gives. */
  enum Reduction {
    /** A matrix of them. */
    NONE,
    /** Their sum. */
    SUM,
    /** A column with the sum of each row. */
    ROW_SUMS,
    /** A row with the sum of each column. */
    COLUMN_SUMS
  }

  /**
   * What a formula gives for each element of matrices. In it, a matrix stands for its element, a
   * number for itself; functions are {@link Intrinsic}s of the owner {@link #FUNCTIONS}.
   */
  record Elementwise(Expr formula, Reduction reduction) implements Expr {
    /** The owner of functions in formulas. */
    public static final String FUNCTIONS = "formula";

    @Override
    public Type type() {
      return reduction == Reduction.SUM ? Type.Primitive.DOUBLE : Type.MatrixType.MATRIX;
    }
  }

  /**
   * The value of one expression with the derivatives of another, which would give the same number.
   * Only what is still to be reversed has it; companions get the value.
   */
  record Carried(Expr value, Expr source) implements Expr {
    @Override
    public Type type() {
      return value.type();
    }
  }

  /** Takes a value off the tape. */
  record Pop(Type type) implements Expr {}

  /**
   * Makes room on the tape for one value of a type for each whole number from one up to below
   * another (both {@code long}), or takes that room off. It answers what added to such a number is
   * the place of its value in the {@link Stack}.
   */
  record Room(Type of, Expr from, Expr to, boolean off) implements Expr {
    @Override
    public Type type() {
      return Type.Primitive.INT;
    }
  }

  /** The tape's own array for a primitive type, until something of this type is pushed. */
  record Stack(Type of) implements Expr {
    @Override
    public Type type() {
      return new Type.ArrayType(of);
    }
  }

  /**
   * An array for what the reverse sweep reads again, as long as a number says or longer, with any
   * elements; lent by the tape until the method returns.
   */
  record KeptArray(Type of, Expr length) implements Expr {
    @Override
    public Type type() {
      return new Type.ArrayType(of);
    }
  }

  /** How many arrays the tape has lent so far, to give back those lent later. */
  record Mark() implements Expr {
    @Override
    public Type type() {
      return Type.Primitive.INT;
    }
  }

  /** A zero-filled array of the shape of another, lent by the tape until the method returns. */
  record Scratch(Expr like) implements Expr {
    @Override
    public Type type() {
      return like.type();
    }
  }

  /**
   * The array that an expression makes ({@link NewArray} or {@link CloneArray}), but lent by the
   * tape: only as a whole right-hand side.
   */
  record Lent(Expr made) implements Expr {
    @Override
    public Type type() {
      return made.type();
    }
  }

  /** A fresh zero-filled array of the shape of another, or a deep copy of it. */
  record Fresh(Expr like, boolean copy) implements Expr {
    @Override
    public Type type() {
      return like.type();
    }
  }
}
