package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cotangent.runtime.backend.CostModel.Work;
import org.cotangent.runtime.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CostsTest {
  /** A device that starts in 10 us, computes 10 times as fast, and copies 10 bytes a ns. */
  private static Rates rates() {
    Map<String, Double> values = new HashMap<>();
    for (Precision precision : Precision.values()) {
      values.put(Rates.name("device", precision, "start"), 10_000.0);
      values.put(Rates.name("cpu", precision, "start"), 100.0);
      for (String what : new String[] {"light", "heavy", "sum", "product"}) {
        values.put(Rates.name("device", precision, what), 0.01);
        values.put(Rates.name("cpu", precision, what), 0.1);
      }
    }
    values.put("upload.start", 1000.0);
    values.put("upload.byte", 0.1);
    values.put("download.start", 1000.0);
    values.put("download.byte", 0.1);
    return new Rates(values);
  }

  private static boolean prefers(Work work, long operations, long up, long down) {
    return Costs.of(rates()).prefersDevice(work, Precision.FLOAT, operations, 10_000, up, down);
  }

  @Test
  void operandsInJavaStayThereUnlessTheDeviceIsTwiceAsFast() {
    // 10 us + 1 us + 0.4 us of copying + n / 100 against 0.1 us + n / 10
    assertThat(prefers(Work.MULTIPLY, 100_000, 4000, 0)).isFalse();
    assertThat(prefers(Work.MULTIPLY, 200_000, 4000, 0)).isFalse();
    assertThat(prefers(Work.MULTIPLY, 400_000, 4000, 0)).isTrue();
    assertThat(prefers(Work.MULTIPLY, 400_000, 1_000_000, 0)).isFalse();
  }

  @Test
  void operandsOnTheDeviceStayThereUnlessJavaIsTwiceAsFast() {
    assertThat(prefers(Work.MULTIPLY, 100_000, 0, 40_000)).isTrue();
    assertThat(prefers(Work.MULTIPLY, 50_000, 0, 40_000)).isTrue();
    assertThat(prefers(Work.MULTIPLY, 100, 0, 400)).isFalse();
    assertThat(prefers(Work.MULTIPLY, 100, 0, 400_000)).isTrue();
  }

  @Test
  void operandsOnBothSidesGoWhereItIsFaster() {
    assertThat(prefers(Work.MULTIPLY, 100_000, 0, 0)).isFalse();
    assertThat(prefers(Work.MULTIPLY, 120_000, 0, 0)).isTrue();
  }

  @Test
  void ratesAreReadBackAsTheyWereWritten() {
    assertThat(Rates.fromText(rates().toText())).isEqualTo(rates());
    assertThat(Rates.fromText("")).isNull();
    assertThat(Rates.fromText("upload.byte NaN\n")).isNull();
    assertThat(Rates.fromText("nonsense")).isNull();
    assertThat(Rates.fromText("upload.byte -1")).isNull();
  }

  /** The rates with one of them changed. */
  private static Rates with(String name, double value) {
    Map<String, Double> values = new HashMap<>(rates().values());
    values.put(name, value);
    return new Rates(values);
  }

  @Test
  void ratesOfAJavaThatWasNotCompiledAreNeitherKeptNorRead(@TempDir Path directory) {
    ProgramCache cache = new ProgramCache(directory);
    Rates interpreted = with("cpu.float.light", 15.2);
    assertThat(Costs.keep(interpreted, cache, "a device")).isFalse();
    assertThat(Costs.load(cache, "a device")).isNull();

    cache.store("costs", "a device", interpreted.toText().getBytes(StandardCharsets.UTF_8));
    assertThat(Costs.load(cache, "a device")).isNull();

    assertThat(Costs.keep(rates(), cache, "a device")).isTrue();
    assertThat(Costs.load(cache, "a device")).isEqualTo(rates());
  }

  @Test
  void slowFormulasSumsAndHeavyOperationsTellThatJavaWasNotCompiled() {
    assertThat(rates().isCredible()).isTrue();
    for (String what : new String[] {"light", "heavy", "sum"}) {
      assertThat(with("cpu.double." + what, 2.6).isCredible()).isFalse();
      assertThat(with("device.double." + what, 2.6).isCredible()).isTrue();
    }
    assertThat(with("cpu.double.product", 1000).isCredible()).isTrue();
  }

  @Test
  void twoMeasurementsGiveTheBetterOfEachRate() {
    Rates slow = with("cpu.float.sum", 1.5);
    assertThat(rates().isFasterThan(slow)).isTrue();
    assertThat(slow.isFasterThan(rates())).isFalse();
    assertThat(with("cpu.float.sum", 0.09).isFasterThan(rates())).isFalse();
    assertThat(slow.best(with("upload.byte", 0.01)))
        .isEqualTo(with("upload.byte", 0.01).best(rates()));
  }
}
