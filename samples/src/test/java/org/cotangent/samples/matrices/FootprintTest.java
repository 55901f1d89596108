package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FootprintTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void nothingOnTheDeviceMayBecomeMore() {
    Footprint before = new Footprint(3, 100, MEGABYTE, MEGABYTE);
    assertThat(new Footprint(3, 100, MEGABYTE, MEGABYTE).growthSince(before)).isEmpty();
    assertThat(new Footprint(4, 101, MEGABYTE, MEGABYTE).growthSince(before))
        .containsExactly(
            "matrices on the device grew: 3 before, 4 in the end",
            "bytes on the device grew: 100 before, 101 in the end");
    assertThat(new Footprint(0, 0, 0, 0).growthSince(before)).isEmpty();
  }

  @Test
  void heapAndProcessHaveSomeRoom() {
    Footprint before = new Footprint(0, 0, 100 * MEGABYTE, 1000 * MEGABYTE);
    Footprint more = new Footprint(0, 0, 121 * MEGABYTE, 1114 * MEGABYTE);
    assertThat(more.growthSince(before)).isEmpty();
    Footprint tooMuch = new Footprint(0, 0, 122 * MEGABYTE, 1115 * MEGABYTE);
    assertThat(tooMuch.growthSince(before)).hasSize(2);
  }

  @Test
  void measuresThisProcess() throws IOException {
    Footprint now = Footprint.now();
    assertThat(now.heapBytes()).isGreaterThan(0);
    assertThat(now.residentBytes()).isAtLeast(0);
  }
}
