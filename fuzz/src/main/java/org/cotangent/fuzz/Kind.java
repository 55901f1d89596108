package org.cotangent.fuzz;

/**
 * The kinds of {@link Node}s, with what their text and their parts are. Parts in brackets may be
 * missing.
 */
enum Kind {
  /** Text: the literal. */
  LITERAL,
  /** Text: the name of a variable, parameter, field or constant. */
  NAME,
  /** Text: the operator. Parts: the operand. */
  UNARY,
  /** Text: the operator. Parts: left, right. */
  BINARY,
  /** Parts: condition, two values. */
  CONDITIONAL,
  /** To the node's type. Parts: the operand. */
  CAST,
  /** Text: {@code =} or an operator with it. Parts: target, value. */
  ASSIGN,
  /** Text: {@code ++x}, {@code x++}, {@code --x} or {@code x--}. Parts: the target. */
  STEP,
  /** Parts: array, index. */
  ELEMENT,
  /** Parts: the array. */
  LENGTH,
  /** Text: the method of Math. Parts: arguments. */
  MATH,
  /** Text: a static method of the JDK on whole numbers, with its class. Parts: arguments. */
  STATIC,
  /** Text: the method of the program. Parts: arguments. */
  CALL,
  /** Parts: the sizes. */
  NEW_ARRAY,
  /** Parts: the elements. */
  ARRAY_LITERAL,
  /** Parts: the array. */
  CLONE,
  /** Parts: the array, the length. */
  COPY_OF,
  /** Parts: the array, from, to. */
  COPY_OF_RANGE,
  /** Arrays.fill. Parts: the array, [from, to], the value. */
  FILL,
  /** System.arraycopy. Parts: its five arguments. */
  ARRAY_COPY,
  /** Parts: the selector, the cases. */
  SWITCH_VALUE,
  /** Parts: the two components. */
  NEW_PAIR,
  /** Text: the component. Parts: the pair. */
  COMPONENT,
  /** Text: the parameter. Parts: the result. */
  LAMBDA,
  /** Parts: the function, the argument. */
  APPLY,

  /**
   * Text: the name; note: what stands in the place of the type, if not the type. Parts: [value].
   */
  LOCAL,
  /** Parts: the expression. */
  EXPRESSION,
  /** Parts: the statements. */
  BLOCK,
  /** Parts: condition, block, [block or if]. */
  IF,
  /**
   * A loop with a declared index of the node's type. Text: the index; note: comparison and step, as
   * in {@code < 1}, and maybe an annotation of the index. Parts: first value, bound, block.
   */
  COUNTED,
  /**
   * A loop that a guard ends in any case. Text: the guard; note: one of the forms in the printer.
   * Parts: the largest number of trips, condition, block.
   */
  WHILE,
  /** As WHILE. */
  DO,
  /** Text: the variable. Parts: array, block. */
  FOREACH,
  /** Text: the label. Parts: a statement. */
  LABELED,
  /** Text: the label, or nothing. */
  BREAK,
  /** Text: the label, or nothing. */
  CONTINUE,
  /** Parts: [value]. */
  RETURN,
  /** Note: the form. Parts: the selector, the cases. */
  SWITCH,
  /** Text: the labels, or nothing. Note: how it ends. Parts: a block or a value. */
  CASE,
  /** Parts: the value. */
  YIELD,
  /** Text: the message. */
  THROW,
  /** Parts: the condition. */
  ASSERT;

  boolean isExpression() {
    return ordinal() < LOCAL.ordinal();
  }
}
