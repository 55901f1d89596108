package org.cotangent.processor.ir;

import java.util.List;

/** Statements: structured control flow; labels stand on loops and on blocks. */
public sealed interface Stmt {

  /** Where it comes from. */
  Span span();

  /** Statements in a scope of their own. */
  record Block(List<Stmt> statements, Span span) implements Stmt {
    /** An empty block. */
    public static final Block EMPTY = new Block(List.of(), Span.NONE);

    public Block {
      statements = List.copyOf(statements);
    }

    /** A generated block. */
    public static Block of(List<Stmt> statements) {
      return new Block(statements, Span.NONE);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
      return statements.isEmpty();
    }
  }

  /** Declares a local variable; {@code init} is null for {@code double x;}. */
  record Declare(Variable variable, Expr init, Span span) implements Stmt {}

  /**
   * Assigns to a variable ({@link Expr.VariableRead}) or an array element ({@link Expr.ArrayRead}).
   * The types of both sides are equal, or the value widens implicitly as in Java. A compound
   * assignment {@code x op= e} comes as {@code x = x op e}, with an explicit cast where Java
   * narrows.
   */
  record Assign(Expr target, Expr value, Span span) implements Stmt {}

  /**
   * Calls a method with a body; {@code target} (a declared variable) takes the result, or is null.
   */
  record CallStatement(Variable target, Callee callee, List<Expr> arguments, Span span)
      implements Stmt {
    public CallStatement {
      arguments = List.copyOf(arguments);
    }
  }

  /** A conditional; {@code otherwise} is empty when there is no else. */
  record If(Expr condition, Block then, Block otherwise, Span span) implements Stmt {}

  /**
   * A counted loop {@code for (int index = from; index relation bound; index += step)}: the loop
   * declares its index (int or long), nothing in the body assigns it or any variable of {@code
   * bound}, whose value is invariant; the step is a constant other than 0 whose sign fits the
   * relation (LT, LE: positive; GT, GE: negative).
   *
   * @param label the user's label, or null
   */
  record CountedFor(
      Variable index,
      Expr from,
      BinaryOp relation,
      Expr bound,
      int step,
      Block body,
      String label,
      Span span)
      implements Stmt {}

  /**
   * Any other loop. {@code testFirst} is false for {@code do ... while}. {@code update} runs after
   * the body and after a {@code continue} (the update part of a general {@code for}); for a
   * do-while it is empty.
   *
   * @param label the user's label, or null
   */
  record While(Expr condition, Block body, Block update, boolean testFirst, String label, Span span)
      implements Stmt {}

  /**
   * {@code label: { ... }}: a break with this label leaves it. What {@code switch} and labelled
   * statements become where a jump out of their middle is left.
   */
  record Labelled(String label, Block body, Span span) implements Stmt {}

  /** Leaves a loop, or a labelled block; {@code label} is null for the innermost loop. */
  record Break(String label, Span span) implements Stmt {}

  /** Goes on with the next iteration; {@code label} is null for the innermost loop. */
  record Continue(String label, Span span) implements Stmt {}

  /** Returns; {@code value} is null in a void method. */
  record Return(Expr value, Span span) implements Stmt {}

  /**
   * {@code Arrays.fill(array, from, to, value)}; {@code from} and {@code to} are null for the whole
   * array.
   */
  record Fill(Expr array, Expr from, Expr to, Expr value, Span span) implements Stmt {}

  /** {@code System.arraycopy}, with its memmove semantics. */
  record ArrayCopy(
      Expr source, Expr sourcePosition, Expr target, Expr targetPosition, Expr length, Span span)
      implements Stmt {}

  /** Throws an exception: a path that ends here has no derivative. */
  record Throw(Expr value, Span span) implements Stmt {}

  /** {@code assert condition : detail}; {@code detail} may be null. */
  record Assert(Expr condition, Expr detail, Span span) implements Stmt {}

  /**
   * Evaluates a {@link Expr.DataCall} for what it does: it checks something, or prints. It happens
   * once, in the forward sweep.
   */
  record Evaluate(Expr value, Span span) implements Stmt {}

  /**
   * As the first statement of a counted loop's body: the reverse sweep runs the iterations again
   * from snapshots ({@code @Checkpointed}); as the first one of a method's body: it runs the method
   * again.
   *
   * @param snapshots how many snapshots are kept at once; 0 leaves it to the running program
   */
  record Checkpoint(int snapshots, Span span) implements Stmt {}

  // ------------------------------------------------------------------ generated code only

  /** Puts a value on the tape. */
  record Push(Expr value, Span span) implements Stmt {}

  /**
   * Copies the elements of an array from one index up to below another (both {@code long}) onto the
   * tape, as far as there are any, or puts them back.
   */
  record TapeCopy(Expr array, Expr from, Expr to, boolean back, Span span) implements Stmt {}

  /** Tells the tape which loop is entered: {@code Model.java:7 for (int i = 0; i < n; i++)}. */
  record TapeLoop(String place, Span span) implements Stmt {}

  /** A comment line. One with a place says that the generated code behind it comes from there. */
  record Comment(String text, Span span) implements Stmt {}

  /** Calls a static method of the runtime for its effect, such as a check. */
  record RuntimeCall(String owner, String method, List<Expr> arguments, Span span) implements Stmt {
    public RuntimeCall {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Statements at whose end the matrices that they made are closed, whatever happens; the variable
   * holds the scope of the runtime.
   */
  record Scoped(Variable scope, Block body, Span span) implements Stmt {}

  /** Gives the arrays back that the tape has lent since the mark was taken. */
  record Release(Expr mark, Span span) implements Stmt {}
}
