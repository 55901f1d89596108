package org.cotangent.processor.ir;

import java.util.List;

/**
 * A pure static method of scalars.
 *
 * @param owner the qualified name of its class, such as {@code java.lang.Math}
 * @param name its name
 * @param parameterTypes its declared parameter types
 * @param returnType its declared result type
 */
public record IntrinsicMethod(
    String owner, String name, List<Type> parameterTypes, Type returnType) {
  public IntrinsicMethod {
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** The method's identity. */
  public MethodKey key() {
    return new MethodKey(owner, name, parameterTypes);
  }
}
