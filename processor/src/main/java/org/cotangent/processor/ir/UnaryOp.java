package org.cotangent.processor.ir;

/** Unary operators without side effects. */
public enum UnaryOp {
  PLUS("+"),
  NEGATE("-"),
  NOT("!"),
  COMPLEMENT("~");

  private final String symbol;

  UnaryOp(String symbol) {
    this.symbol = symbol;
  }

  /** The Java operator. */
  public String symbol() {
    return symbol;
  }
}
