package org.cotangent.processor.testing;

import javax.annotation.processing.Processor;

/** Makes processors to compile with. */
public final class Processors {
  private static final String COTANGENT = "org.cotangent.processor.DifferentiableProcessor";

  private Processors() {}

  /**
   * A fresh processor of this project, by its name: that is how javac finds it, too, so its public
   * constructor is part of what is tested.
   */
  public static Processor cotangent() {
    try {
      return Class.forName(COTANGENT).asSubclass(Processor.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + COTANGENT, e);
    }
  }
}
