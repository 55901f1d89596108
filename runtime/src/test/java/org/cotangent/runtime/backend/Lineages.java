package org.cotangent.runtime.backend;

/** Limits for tests. */
public final class Lineages {
  /** Those of a program. */
  public static final Lineage USUAL = Lineage.usual();

  private Lineages() {}

  /** Results are saved after so many operations. */
  public static Lineage of(int operations) {
    return new Lineage(operations, Long.MAX_VALUE, operations, Long.MAX_VALUE);
  }
}
