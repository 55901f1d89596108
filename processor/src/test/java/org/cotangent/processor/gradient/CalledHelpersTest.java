package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;

/** Calls of helpers that are not written out in place: forward, and later reverse. */
class CalledHelpersTest extends HelpersTest {
  @Override
  Check of(String... sources) {
    return Check.of(sources).without("inlined-helpers");
  }
}
