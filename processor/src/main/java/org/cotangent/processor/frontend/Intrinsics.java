package org.cotangent.processor.frontend;

import java.util.Optional;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.rules.Rule;

/** What the table of rules says of a method. */
public interface Intrinsics {

  /** How the method may be used, or empty when the table does not know it. */
  Optional<Rule.Kind> kind(MethodKey key);
}
