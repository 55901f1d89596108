package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest {
  private static final DeviceInfo CPU = device(0, 0, "Portable Computing Language", "EPYC", true);
  private static final DeviceInfo GPU = device(1, 0, "NVIDIA CUDA", "NVIDIA H200", false);
  private static final DeviceInfo OTHER = device(1, 1, "NVIDIA CUDA", "Quadro", false);
  private static final List<DeviceInfo> ALL = List.of(CPU, GPU, OTHER);

  private static DeviceInfo device(int p, int d, String platform, String name, boolean cpu) {
    long memory = name.contains("H200") ? 140L << 30 : 8L << 30;
    return new DeviceInfo(
        p,
        d,
        platform,
        "OpenCL 3.0",
        name,
        "maker",
        cpu,
        "3.0",
        "1.2",
        true,
        true,
        !cpu,
        4,
        memory,
        memory / 4,
        1024,
        cpu,
        8);
  }

  @Test
  void autoTakesTheGpuWithTheMostMemory() {
    Selection auto = Selection.parse("auto", "property x");
    assertThat(auto.isDemanding()).isFalse();
    assertThat(auto.choose(ALL)).hasValue(GPU);
    assertThat(auto.choose(List.of(CPU))).hasValue(CPU);
    assertThat(auto.choose(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0:0, EPYC",
    "1:1, Quadro",
    "nvidia:h200, NVIDIA H200",
    "NVIDIA:1, Quadro",
    "1:quadro, Quadro"
  })
  void deviceIsChosenByNumbersOrPartsOfNames(String text, String name) {
    Selection selection = Selection.parse(text, "property x");
    assertThat(selection.isDemanding()).isTrue();
    assertThat(selection.choose(ALL).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2:0", "0:1", "AMD:0", "nvidia:epyc"})
  void absentDeviceIsAnErrorThatListsWhatThereIs(String text) {
    Selection selection = Selection.parse(text, "property cotangent.opencl");
    assertThat(selection.choose(ALL)).isEmpty();
    String message = selection.failure(new ProbeResult(ALL, "", false));
    assertThat(message).startsWith("property cotangent.opencl=" + text);
    assertThat(message).contains("0:0 EPYC (Portable Computing Language), 1:0 NVIDIA H200");
    assertThat(message).contains("pocl-opencl-icd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "gpu", ":0", "0:", "required"})
  void wordsThatMeanNothingAreRefused(String text) {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Selection.parse(text, "property x"));
    assertThat(thrown).hasMessageThat().contains("auto, off, require, or <platform>:<device>");
  }

  @Test
  void failureWithoutDevicesSaysWhyAndWhatToInstall() {
    Selection selection = Selection.parse("require", "property x");
    String message = selection.failure(ProbeResult.none("there is no OpenCL library"));
    assertThat(message).contains("there is no OpenCL device: there is no OpenCL library");
    assertThat(message).contains("apt-get install");
    assertThat(message).contains("ocl-icd-libopencl1 pocl-opencl-icd");
  }

  @Test
  void linesOfAChildAreReadBackAndNoiseIsNot() {
    ProbeResult found = new ProbeResult(ALL, "one\tof them\nfailed", true);
    List<String> lines = new ArrayList<>(found.toLines());
    lines.add(0, "1 warning generated.");
    lines.add("OPENCL-DEVICE\t1");
    ProbeResult read = ProbeResult.fromLines(lines);
    assertThat(read.devices()).isEqualTo(ALL);
    assertThat(read.problem()).isEqualTo("one of them failed");
    assertThat(read.breaksDivision()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"123, 123", "4k, 4096", "500M, 524288000", "2g, 2147483648", "0, 0"})
  void sizesOfMemoryAreRead(String text, long bytes) {
    assertThat(MemorySize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1", "1t", "1.5g", "9999999999g"})
  void otherSizesAreRefused(String text) {
    assertThrows(NumberFormatException.class, () -> MemorySize.parse(text));
  }
}
