package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.cotangent.runtime.backend.BackendException;
import org.junit.jupiter.api.Test;

final class ProgramsTest {
  @Test
  void askedForWhileTheProcessEndsTheyAreRefusedAsOfALostDevice() {
    try (ClDevice device = ClDevice.open(Device.first())) {
      Programs programs = new Programs(device, new ProgramCache(null));
      programs.close();
      ProgramText text = new ProgramText("empty", "__kernel void empty() {}", "");
      BackendException e = assertThrows(BackendException.class, () -> programs.get(text));
      assertThat(e.kind()).isEqualTo(BackendException.Kind.LOST);
      assertThat(e).hasMessageThat().isEqualTo("the device is being closed");
    }
  }
}
