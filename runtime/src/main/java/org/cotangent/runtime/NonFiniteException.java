package org.cotangent.runtime;

/**
 * Says where a NaN or an infinity appeared first, in code that was compiled with {@code
 * -Acotangent.checkNaN=true}.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** The statement's file and line. */
  private final String place;

  /** The statement itself. */
  private final String statement;

  NonFiniteException(String place, String statement, String message) {
    super(message);
    this.place = place;
    this.statement = statement;
  }

  /**
   * Where the statement stands.
   *
   * @return file and line, such as {@code Model.java:17}
   */
  public String place() {
    return place;
  }

  /**
   * The statement whose value, or one of whose adjoints, is not finite.
   *
   * @return its source, or its first line, such as {@code r = Math.log(x);}
   */
  public String statement() {
    return statement;
  }
}
