package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever drivers do while they are looked for, it is only said in words. */
final class ProbeTest {
  private static final int PATIENT = 120;

  @TempDir Path directory;

  private ProbeResult probeDriver(String code, int seconds) throws Exception {
    Path library = compile(code);
    Path vendors = Files.createDirectories(directory.resolve("vendors"));
    Files.writeString(vendors.resolve("bad.icd"), library.toString());
    return new Probe(Map.of("OCL_ICD_VENDORS", vendors.toString()), seconds).run();
  }

  private Path compile(String code) throws IOException, InterruptedException {
    Path source = directory.resolve("driver.c");
    Path library = directory.resolve("libdriver.so");
    Files.writeString(
        source, "#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n" + code);
    Process compiler;
    try {
      compiler =
          new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no C compiler to make a driver with: " + e.getMessage());
      throw e;
    }
    assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(compiler.exitValue()).isEqualTo(0);
    return library;
  }

  private static void assumeLoader() {
    ProbeResult usual = new Probe(Map.of(), PATIENT).run();
    assumeTrue(
        !usual.problem().contains("no OpenCL library"),
        "there is no OpenCL library to load drivers");
  }

  @Test
  void driverThatAbortsWhileItIsLoadedMeansNoDevice() throws Exception {
    assumeLoader();
    ProbeResult result =
        probeDriver(
            "__attribute__((constructor)) void load() { puts(\"hello\"); abort(); }", PATIENT);
    assertThat(result.devices()).isEmpty();
    assertThat(result.problem())
        .isEqualTo("a driver failed with the list of devices: the process was ended by signal 6");
  }

  @Test
  void driverThatHangsWhileItIsLoadedIsGivenUp() throws Exception {
    assumeLoader();
    ProbeResult result =
        probeDriver("__attribute__((constructor)) void load() { for (;;) sleep(1); }", 3);
    assertThat(result.devices()).isEmpty();
    assertThat(result.problem()).contains("no answer within 3 seconds");
  }

  @Test
  void driverThatIsNoDriverMeansNoDevice() throws Exception {
    assumeLoader();
    ProbeResult result = probeDriver("int nothing;", PATIENT);
    assertThat(result.devices()).isEmpty();
    assertThat(result.problem()).contains("no platform");
  }

  @Test
  void emptyFolderOfDriversMeansNoDevice() throws Exception {
    assumeLoader();
    ProbeResult result = new Probe(Map.of("OCL_ICD_VENDORS", directory.toString()), PATIENT).run();
    assertThat(result.devices()).isEmpty();
    assertThat(result.problem()).contains("no platform");
  }

  @Test
  void interruptedThreadStaysInterruptedAndGetsItsAnswer() {
    Thread.currentThread().interrupt();
    ProbeResult result = new Probe(Map.of("OCL_ICD_VENDORS", directory.toString()), PATIENT).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.devices()).isEmpty();
    assertThat(result.problem()).doesNotContain("no answer");
  }

  @Test
  void keyOfTheCacheChangesWithDriversAndVariables() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("OCL_ICD_VENDORS", directory.toString());
    String empty = ProbeCache.key(environment);
    assertThat(ProbeCache.key(environment)).isEqualTo(empty);
    Path icd = directory.resolve("some.icd");
    Files.writeString(icd, "/nowhere/lib.so");
    String one = ProbeCache.key(environment);
    assertThat(one).isNotEqualTo(empty);
    Files.writeString(icd, directory.resolve("lib.so").toString());
    String other = ProbeCache.key(environment);
    assertThat(other).isNotEqualTo(one);
    Files.writeString(directory.resolve("lib.so"), "x");
    assertThat(ProbeCache.key(environment)).isNotEqualTo(other);
    String before = ProbeCache.key(environment);
    environment.put("POCL_SIGFPE_HANDLER", "0");
    assertThat(ProbeCache.key(environment)).isNotEqualTo(before);
    environment.put("UNRELATED", "1");
    environment.remove("POCL_SIGFPE_HANDLER");
    assertThat(ProbeCache.key(environment)).isEqualTo(before);
  }

  @Test
  void aSearchThatEndsBeforeItMetADriverBlamesNone() {
    ProbeResult found = new Probe(Map.of(), 0).run();
    assertThat(found.devices()).isEmpty();
    assertThat(found.problem())
        .isEqualTo("the search for drivers failed: no answer within 0 seconds");
  }
}
