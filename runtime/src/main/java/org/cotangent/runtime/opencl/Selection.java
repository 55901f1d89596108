package org.cotangent.runtime.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which device the user wants: property {@code cotangent.opencl}, else environment variable {@code
 * COTANGENT_OPENCL}: {@code auto} (also when neither is set), {@code off}, {@code require}, or
 * {@code <platform>:<device>}, each a number or a part of a name.
 *
 * @param mode which of the four
 * @param platform of {@code <platform>:<device>}
 * @param device of {@code <platform>:<device>}
 * @param source where it was said, for messages
 */
record Selection(Mode mode, String platform, String device, String source) {
  private static final String PROPERTY = "cotangent.opencl";
  private static final String VARIABLE = "COTANGENT_OPENCL";
  static final String INSTALL =
      "on Debian and Ubuntu: apt-get install --no-install-recommends ocl-icd-libopencl1"
          + " pocl-opencl-icd (OpenCL on the CPU; a GPU's driver brings its own)";

  /** What is wanted. */
  enum Mode {
    AUTO,
    OFF,
    REQUIRE,
    DEVICE
  }

  /**
   * What property and environment say.
   *
   * @throws IllegalStateException if they cannot be read
   */
  static Selection current() {
    String property = System.getProperty(PROPERTY);
    if (property != null) {
      return parse(property, "property " + PROPERTY);
    }
    String variable = System.getenv(VARIABLE);
    return variable == null
        ? parse("auto", "by default " + PROPERTY)
        : parse(variable, "environment variable " + VARIABLE);
  }

  static Selection parse(String text, String where) {
    String trimmed = text.trim();
    String source = where + "=" + trimmed;
    switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "auto", "" -> {
        return new Selection(Mode.AUTO, "", "", source);
      }
      case "off" -> {
        return new Selection(Mode.OFF, "", "", source);
      }
      case "require" -> {
        return new Selection(Mode.REQUIRE, "", "", source);
      }
      default -> {
        int colon = trimmed.indexOf(':');
        if (colon <= 0 || colon == trimmed.length() - 1) {
          throw new IllegalStateException(
              source
                  + ": expected auto, off, require, or <platform>:<device> with numbers or parts of"
                  + " names, such as 0:0 or NVIDIA:H200");
        }
        return new Selection(
            Mode.DEVICE,
            trimmed.substring(0, colon).trim(),
            trimmed.substring(colon + 1).trim(),
            source);
      }
    }
  }

  /** Whether the user wants an error rather than a computation on the CPU. */
  boolean isDemanding() {
    return mode == Mode.REQUIRE || mode == Mode.DEVICE;
  }

  /** The best of the devices that fit. A GPU is better than a CPU, more memory better than less. */
  Optional<DeviceInfo> choose(List<DeviceInfo> devices) {
    return devices.stream()
        .filter(this::fits)
        .min(
            Comparator.comparing(DeviceInfo::cpu)
                .thenComparing(Comparator.comparingLong(DeviceInfo::memory).reversed()));
  }

  private boolean fits(DeviceInfo info) {
    return mode != Mode.DEVICE
        || fits(platform, info.platformIndex(), info.platform())
            && fits(device, info.deviceIndex(), info.name());
  }

  private static boolean fits(String wanted, int index, String name) {
    if (wanted.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return wanted.equals(Integer.toString(index));
    }
    return name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  /** Why no device was taken: what was wanted, found and what to do. */
  String failure(ProbeResult found) {
    StringBuilder text = new StringBuilder(source).append(": ");
    if (found.devices().isEmpty()) {
      text.append("there is no OpenCL device: ").append(found.problem());
    } else {
      text.append("no OpenCL device fits; found: ")
          .append(
              found.devices().stream()
                  .map(d -> d.label() + " (" + d.platform() + ")")
                  .collect(Collectors.joining(", ")));
    }
    return text.append("; ").append(INSTALL).toString();
  }
}
