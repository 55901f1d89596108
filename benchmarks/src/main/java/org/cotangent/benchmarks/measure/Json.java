package org.cotangent.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measurements as JSON: every round of every way, one list for each run. */
final class Json {
  private Json() {}

  static String of(List<Measured> all, String machine) {
    List<String> cases = new ArrayList<>();
    for (Measured measured : all) {
      cases.add(ofCase(measured));
    }
    return "{\n  \"machine\": "
        + quoted(machine)
        + ",\n  \"cases\": [\n"
        + String.join(",\n", cases)
        + "\n  ]\n}\n";
  }

  private static String ofCase(Measured measured) {
    List<String> ways = new ArrayList<>();
    for (String way : measured.ways()) {
      List<String> times =
          measured.times(way).stream()
              .map(
                  run ->
                      run.stream()
                          .map(time -> String.format(Locale.ROOT, "%.1f", time))
                          .collect(Collectors.joining(", ", "[", "]")))
              .toList();
      ways.add(
          String.format(
              Locale.ROOT,
              "      {\"way\": %s, \"nanoseconds\": [%s], \"bytesAllocated\": %.1f}",
              quoted(way),
              String.join(", ", times),
              measured.bytes(way).orElseThrow()));
    }
    return "    {\"problem\": "
        + quoted(measured.name())
        + ", \"tapeBytes\": "
        + measured.tapeBytes()
        + ", \"ways\": [\n"
        + String.join(",\n", ways)
        + "\n    ]}";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
