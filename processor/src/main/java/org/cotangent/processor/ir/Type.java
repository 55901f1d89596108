package org.cotangent.processor.ir;

import java.util.List;

/**
 * The types of the intermediate language. Only {@code double}, {@code float}, arrays of them and
 * matrices carry derivatives.
 */
public sealed interface Type {

  /** Java's primitive types. */
  enum Primitive implements Type {
    BOOLEAN,
    BYTE,
    SHORT,
    CHAR,
    INT,
    LONG,
    FLOAT,
    DOUBLE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An array. */
  record ArrayType(Type element) implements Type {
    @Override
    public String toString() {
      return element + "[]";
    }
  }

  /**
   * A class or interface, by its qualified source name ({@code p.Outer.Inner}): data, passed on and
   * never looked into.
   *
   * @param wildcards how many type arguments a declaration names: {@code p.Model<?, ?>} has two
   */
  record ReferenceType(String name, int wildcards) implements Type {
    /** A class without type parameters. */
    public ReferenceType(String name) {
      this(name, 0);
    }

    /** The type arguments, as they are written. */
    public String arguments() {
      return wildcards == 0 ? "" : "<?" + ", ?".repeat(wildcards - 1) + ">";
    }

    @Override
    public String toString() {
      return name + arguments();
    }
  }

  /**
   * A record or final class whose objects are taken apart: their components stand for them. It
   * occurs in lowered methods only; the transform knows components alone.
   */
  record ValueType(String name, List<ValueComponent> components) implements Type {
    public ValueType {
      components = List.copyOf(components);
    }

    /** The type of a component. */
    public Type component(String name) {
      return components.get(index(name)).type();
    }

    /** The position of a component. */
    public int index(String name) {
      for (int k = 0; k < components.size(); k++) {
        if (components.get(k).name().equals(name)) {
          return k;
        }
      }
      throw new IllegalStateException(this + " has no component " + name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A component of a value type: a field. */
  record ValueComponent(String name, Type type) {}

  /** A record that the companion itself declares, by its simple name. */
  record GeneratedRecord(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A matrix of the runtime: a value, like a number. A variable holds one, is assigned another, and
   * nothing is ever changed through it, so that it does not matter which object it is.
   */
  enum MatrixType implements Type {
    MATRIX;

    @Override
    public String toString() {
      return "org.cotangent.runtime.Matrix";
    }
  }

  /** The result type of a method without a result. */
  enum VoidType implements Type {
    VOID;

    @Override
    public String toString() {
      return "void";
    }
  }

  /** {@code double} or {@code float}. */
  default boolean isFloating() {
    return this == Primitive.DOUBLE || this == Primitive.FLOAT;
  }

  /** {@code byte}, {@code short}, {@code char}, {@code int} or {@code long}. */
  default boolean isIntegral() {
    return this instanceof Primitive && this != Primitive.BOOLEAN && !isFloating();
  }

  /** Whether this is a matrix. */
  default boolean isMatrix() {
    return this == MatrixType.MATRIX;
  }

  /**
   * Whether callers of a generated method give the adjoint of a parameter of this type, and it is
   * added to: arrays and matrices. That of a number is returned.
   */
  default boolean takesAdjoint() {
    return isArray() || isMatrix();
  }

  /** Whether this is an array of any rank. */
  default boolean isArray() {
    return this instanceof ArrayType;
  }

  /** The type that is left when all array dimensions are removed. */
  default Type leaf() {
    return this instanceof ArrayType array ? array.element().leaf() : this;
  }

  /** The number of array dimensions; 0 for anything that is not an array. */
  default int rank() {
    return this instanceof ArrayType array ? 1 + array.element().rank() : 0;
  }

  /** Whether a value of this type can carry a derivative. */
  default boolean isDifferentiable() {
    return this instanceof ValueType value
        ? value.components().stream().anyMatch(each -> each.type().isDifferentiable())
        : isMatrix() || leaf().isFloating();
  }

  /** The type of one element. */
  default Type elementType() {
    if (this instanceof ArrayType array) {
      return array.element();
    }
    throw new IllegalStateException(this + " is not an array type");
  }

  /** The type of Java's binary numeric promotion of two primitive numeric types (JLS 5.6). */
  static Type promote(Type a, Type b) {
    if (a == Primitive.DOUBLE || b == Primitive.DOUBLE) {
      return Primitive.DOUBLE;
    }
    if (a == Primitive.FLOAT || b == Primitive.FLOAT) {
      return Primitive.FLOAT;
    }
    return a == Primitive.LONG || b == Primitive.LONG ? Primitive.LONG : Primitive.INT;
  }
}
