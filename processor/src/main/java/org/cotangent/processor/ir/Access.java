package org.cotangent.processor.ir;

/** How a companion reads a field: it is a class of its own, so it cannot name private ones. */
public sealed interface Access {

  /** The qualified source name of the class that declares the field; empty when nobody asks. */
  String owner();

  /**
   * By its name.
   *
   * @param isFinal whether the field is final
   */
  record Direct(String owner, boolean isFinal) implements Access {}

  /**
   * By a method that does nothing but return it, such as the accessor of a record's component.
   *
   * @param method the method's name
   */
  record Accessor(String owner, String method) implements Access {}

  /**
   * By a {@code VarHandle} that the companion keeps.
   *
   * @param wildcards the number of type parameters of the class
   */
  record Handle(String owner, int wildcards) implements Access {
    /** The type of the objects that have the field. */
    public Type type() {
      return new Type.ReferenceType(owner, wildcards);
    }
  }

  /** By the name of a final field. */
  Access FINAL = new Direct("", true);
}
