package org.cotangent.fuzz;

/** A Java type: a name, and the number of brackets behind it. */
record Type(String name, int rank) {
  static final Type DOUBLE = new Type("double", 0);
  static final Type FLOAT = new Type("float", 0);
  static final Type INT = new Type("int", 0);
  static final Type LONG = new Type("long", 0);
  static final Type BOOLEAN = new Type("boolean", 0);
  static final Type VOID = new Type("void", 0);

  /** {@code double} or {@code float}. */
  boolean isFloating() {
    return rank == 0 && isActive();
  }

  /** A type that carries derivatives: a floating-point type or an array of one, of any rank. */
  boolean isActive() {
    return name.equals("double") || name.equals("float");
  }

  boolean isWhole() {
    return equals(INT) || equals(LONG);
  }

  boolean isArray() {
    return rank > 0;
  }

  Type array() {
    return new Type(name, rank + 1);
  }

  Type element() {
    return new Type(name, rank - 1);
  }

  /** Java's binary numeric promotion. */
  static Type promote(Type a, Type b) {
    if (a.equals(DOUBLE) || b.equals(DOUBLE)) {
      return DOUBLE;
    }
    if (a.equals(FLOAT) || b.equals(FLOAT)) {
      return FLOAT;
    }
    return a.equals(LONG) || b.equals(LONG) ? LONG : INT;
  }

  @Override
  public String toString() {
    return name + "[]".repeat(rank);
  }
}
