package org.cotangent.processor.transform;

import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * A record that an annotated method takes.
 *
 * @param name the parameter's name
 * @param type its components
 * @param parts the parameters that stand for its components while the method is transformed, those
 *     of nested records in their place
 * @param differentiated whether it is differentiated by
 */
public record RecordParameter(
    String name, Type.ValueType type, List<Variable> parts, boolean differentiated) {
  public RecordParameter {
    parts = List.copyOf(parts);
  }

  /** The record's type outside of the transform. */
  Type whole() {
    return new Type.ReferenceType(type.name());
  }

  boolean isDifferentiated(Variable part) {
    return differentiated && part.type().isDifferentiable();
  }

  /** Whether the adjoints of arrays or matrices come in as a record of their own. */
  boolean hasArrays() {
    return parts.stream().anyMatch(part -> isDifferentiated(part) && part.type().takesAdjoint());
  }

  /** Whether a call returns adjoints of numbers. */
  boolean hasScalars() {
    return parts.stream().anyMatch(part -> isDifferentiated(part) && !part.type().takesAdjoint());
  }

  /** How the user writes a part, such as {@code p.inner.w}. */
  String path(Variable part) {
    return name + path(type, parts.indexOf(part));
  }

  private static String path(Type.ValueType type, int index) {
    int left = index;
    for (Type.ValueComponent component : type.components()) {
      int width = ValueFrame.types(component.type()).size();
      if (left < width) {
        return "."
            + component.name()
            + (component.type() instanceof Type.ValueType nested ? path(nested, left) : "");
      }
      left -= width;
    }
    throw new IllegalArgumentException("no part " + index + " of " + type);
  }

  /** Reads a part of a record, such as {@code p.inner().w()}. */
  Expr read(Expr record, Variable part) {
    return read(record, type, parts.indexOf(part));
  }

  private static Expr read(Expr record, Type.ValueType type, int index) {
    int left = index;
    for (Type.ValueComponent component : type.components()) {
      int width = ValueFrame.types(component.type()).size();
      if (left < width) {
        return component.type() instanceof Type.ValueType nested
            ? read(
                new Expr.Component(record, component.name(), new Type.ReferenceType(nested.name())),
                nested,
                left)
            : new Expr.Component(record, component.name(), component.type());
      }
      left -= width;
    }
    throw new IllegalArgumentException("no part " + index + " of " + type);
  }

  /** Makes a record of the same class from its parts. */
  Expr make(Map<Variable, Expr> values) {
    return make(type, parts, values);
  }

  private static Expr make(Type.ValueType type, List<Variable> parts, Map<Variable, Expr> values) {
    List<Expr> components = new java.util.ArrayList<>();
    int from = 0;
    for (Type.ValueComponent component : type.components()) {
      int width = ValueFrame.types(component.type()).size();
      components.add(
          component.type() instanceof Type.ValueType nested
              ? make(nested, parts.subList(from, from + width), values)
              : values.get(parts.get(from)));
      from += width;
    }
    return new Expr.NewRecord(new Type.ReferenceType(type.name()), components);
  }
}
