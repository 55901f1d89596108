package org.cotangent.processor.testing;

/** An array of the interpreted program: shared by reference, as Java's arrays are. */
final class Cells {
  final String elementType;
  final Object[] items;

  /** The class of the elements, for arrays of objects of the running JVM; else null. */
  Class<?> javaType;

  Cells(String elementType, int length) {
    this.elementType = elementType;
    items = new Object[length];
    java.util.Arrays.fill(items, Values.zero(elementType));
  }

  /** What {@code clone()} gives: a shallow copy. */
  Cells copy() {
    Cells copy = new Cells(elementType, items.length);
    System.arraycopy(items, 0, copy.items, 0, items.length);
    copy.javaType = javaType;
    return copy;
  }

  /** The first elements, followed by zeros where it gets longer. */
  Cells resized(int length) {
    Cells other = new Cells(elementType, length);
    System.arraycopy(items, 0, other.items, 0, Math.min(length, items.length));
    return other;
  }
}
