package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.cotangent.runtime.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "-4, RESOURCE, CL_MEM_OBJECT_ALLOCATION_FAILURE",
    "-6, RESOURCE, CL_OUT_OF_HOST_MEMORY",
    "-61, RESOURCE, CL_INVALID_BUFFER_SIZE",
    "-5, LOST, CL_OUT_OF_RESOURCES",
    "-36, LOST, CL_INVALID_COMMAND_QUEUE",
    "-2, LOST, CL_DEVICE_NOT_AVAILABLE",
    "-14, LOST, CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
    "-9999, LOST, illegal access to memory",
    "-54, OPERATION, CL_INVALID_WORK_GROUP_SIZE"
  })
  void answerOfTheDriverSaysWhatIsLeftOfTheDevice(int code, Kind kind, String name) {
    Device.first(); // the names of codes are in JOCL
    BackendException failure = Failure.of("clCall", code, "0:0 device");
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageThat().contains("clCall answered " + code + " (" + name);
    assertThat(failure).hasMessageThat().endsWith("on 0:0 device");
  }

  @Test
  void programThatDoesNotBuildIsAnOperationThatFailsWithTheCompilersWords() {
    try (ClDevice device = ClDevice.open(Device.first());
        Programs programs = new Programs(device, new ProgramCache(null))) {
      ProgramText text = new ProgramText("bad", "__kernel void f() { nonsense; }", "");
      for (int i = 0; i < 2; i++) {
        BackendException thrown = assertThrows(BackendException.class, () -> programs.get(text));
        assertThat(thrown.kind()).isEqualTo(Kind.OPERATION);
        assertThat(thrown).hasMessageThat().contains("clBuildProgram(bad)");
        assertThat(thrown).hasMessageThat().contains("nonsense");
      }
    }
  }

  @Test
  void damagedProgramOnDiskIsBuiltFromSourceAgain() throws Exception {
    ProgramCache cache = new ProgramCache(directory);
    for (int round = 0; round < 3; round++) {
      try (ClDevice device = ClDevice.open(Device.first());
          OpenClBackend backend = new OpenClBackend(device, cache, 1 << 24)) {
        SmokeTest.run(backend);
        assertThat(backend.supports(Precision.FLOAT)).isTrue();
      }
      List<Path> files;
      try (Stream<Path> entries = Files.list(directory)) {
        files = entries.toList();
      }
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, round == 0 ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
      }
    }
  }
}
