package org.cotangent.runtime.backend;

import java.util.concurrent.atomic.LongAdder;

/** Counts what an engine does. */
final class Counters {
  final LongAdder onCpu = new LongAdder();
  final LongAdder onDevice = new LongAdder();
  final LongAdder uploads = new LongAdder();
  final LongAdder uploadedBytes = new LongAdder();
  final LongAdder downloads = new LongAdder();
  final LongAdder downloadedBytes = new LongAdder();
  final LongAdder savedBytes = new LongAdder();
  final LongAdder spills = new LongAdder();
  final LongAdder recomputed = new LongAdder();
  final LongAdder faults = new LongAdder();
}
