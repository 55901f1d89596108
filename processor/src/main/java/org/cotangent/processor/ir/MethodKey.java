package org.cotangent.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The identity of a method.
 *
 * @param owner the qualified source name of the declaring class, such as {@code p.Outer.Inner}
 * @param name the method's name
 * @param parameterTypes the erased declared parameter types
 */
public record MethodKey(String owner, String name, List<Type> parameterTypes) {
  public MethodKey {
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** {@code name(type,type)}, as in the {@code of} member of {@code @GeneratedDerivative}. */
  public String signature() {
    return name
        + parameterTypes.stream().map(Type::toString).collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public String toString() {
    return owner + "." + signature();
  }
}
