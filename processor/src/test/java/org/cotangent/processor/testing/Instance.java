package org.cotangent.processor.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object of the interpreted program: the values of its fields by their names. */
final class Instance {
  /** The binary name of its class. */
  final String owner;

  final Map<String, Object> fields = new LinkedHashMap<>();

  Instance(String owner) {
    this.owner = owner;
  }

  /** The simple name of its class, as in source. */
  String type() {
    return owner.substring(Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$')) + 1);
  }
}
