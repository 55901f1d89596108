package org.cotangent.processor.ir;

/** Java's binary operators, with their precedence (larger binds tighter). */
public enum BinaryOp {
  MUL("*", 12),
  DIV("/", 12),
  REM("%", 12),
  ADD("+", 11),
  SUB("-", 11),
  SHL("<<", 10),
  SHR(">>", 10),
  USHR(">>>", 10),
  LT("<", 9),
  LE("<=", 9),
  GT(">", 9),
  GE(">=", 9),
  EQ("==", 8),
  NE("!=", 8),
  AND("&", 7),
  XOR("^", 6),
  OR("|", 5),
  CONDITIONAL_AND("&&", 4),
  CONDITIONAL_OR("||", 3);

  private final String symbol;
  private final int precedence;

  BinaryOp(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** The Java operator. */
  public String symbol() {
    return symbol;
  }

  /** Its precedence; larger binds tighter. */
  public int precedence() {
    return precedence;
  }

  /** Whether the result is a boolean made by comparing. */
  public boolean isComparison() {
    return precedence == 9 || precedence == 8;
  }
}
