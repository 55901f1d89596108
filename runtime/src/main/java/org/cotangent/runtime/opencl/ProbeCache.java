package org.cotangent.runtime.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Remembers what a {@link Probe} found, for as long as the files and variables that lead to drivers
 * stay the same. Only an answer without problems is remembered.
 */
final class ProbeCache {
  private static final List<String> PREFIXES =
      List.of("OCL_", "OPENCL_", "POCL_", "OCLGRIND_", "CUDA_", "NVIDIA_", "HIP_", "ROCR_", "LD_");
  private static final List<String> LIBRARIES =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib");

  private final ProgramCache cache;

  ProbeCache(ProgramCache cache) {
    this.cache = cache;
  }

  /** The answer that is remembered, else that of the probe. */
  ProbeResult get(Supplier<ProbeResult> probe) {
    String key;
    try {
      key = key(System.getenv());
    } catch (IOException e) {
      return probe.get();
    }
    byte[] known = cache.load("devices", key);
    if (known != null) {
      return ProbeResult.fromLines(new String(known, StandardCharsets.UTF_8).lines().toList());
    }
    ProbeResult found = probe.get();
    if (!found.devices().isEmpty() && found.problem().isEmpty()) {
      String text = String.join("\n", found.toLines());
      cache.store("devices", key, text.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  /** All that decides which drivers there are. */
  static String key(Map<String, String> environment) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add("2"); // changes with the form of the answer
    for (String property : List.of("os.name", "os.arch", "java.home", "java.version")) {
      parts.add(System.getProperty(property, ""));
    }
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (PREFIXES.stream().anyMatch(name::startsWith)) {
                parts.add(name + "=" + value);
              }
            });
    Path vendors = Path.of(environment.getOrDefault("OCL_ICD_VENDORS", "/etc/OpenCL/vendors"));
    addDrivers(vendors, parts);
    for (String directory : LIBRARIES) {
      add(Path.of(directory, "libOpenCL.so.1"), parts);
    }
    // a new kernel module may not suit the driver's library
    Path module = Path.of("/proc/driver/nvidia/version");
    if (Files.isReadable(module)) {
      parts.add(Files.readString(module));
    }
    return String.join("\n", parts);
  }

  private static void addDrivers(Path vendors, List<String> parts) throws IOException {
    if (!Files.isDirectory(vendors)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(vendors, "*.icd")) {
      entries.forEach(files::add);
    }
    files.sort(null);
    for (Path file : files) {
      add(file, parts);
      String library = Files.readString(file).strip();
      parts.add(library);
      if (library.startsWith("/")) {
        add(Path.of(library), parts);
      } else {
        for (String directory : LIBRARIES) {
          add(Path.of(directory, library), parts);
        }
      }
    }
  }

  private static void add(Path file, List<String> parts) throws IOException {
    if (Files.exists(file)) {
      Path real = file.toRealPath();
      parts.add(real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real));
    }
  }
}
