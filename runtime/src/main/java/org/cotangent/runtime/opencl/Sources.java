package org.cotangent.runtime.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;

/** The text of programs: kernels from resources, the macros in front of them, compiler options. */
final class Sources {
  private final DeviceInfo device;
  private final ConcurrentHashMap<Key, ProgramText> texts = new ConcurrentHashMap<>();

  private record Key(String name, Precision precision, String macros) {}

  Sources(DeviceInfo device) {
    this.device = device;
  }

  /** The program in the resource {@code <name>.cl}, for one precision. */
  ProgramText resource(String name, Precision precision, String macros) {
    return texts.computeIfAbsent(
        new Key(name, precision, macros),
        key -> {
          String source = header(precision) + macros + read(name);
          return new ProgramText(
              name + " " + precision.name().toLowerCase(Locale.ROOT), source, options());
        });
  }

  /** A program written here. */
  ProgramText written(String name, Precision precision, String code) {
    return new ProgramText(name, header(precision) + code, options());
  }

  /** {@code REAL}, and its vectors {@code REAL2} to {@code REAL16}. */
  private String header(Precision precision) {
    String real = real(precision);
    StringBuilder text = new StringBuilder();
    if (precision == Precision.DOUBLE) {
      text.append("#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n");
    }
    text.append("#pragma OPENCL FP_CONTRACT OFF\n");
    text.append("#define REAL ").append(real).append('\n');
    for (int width = 2; width <= 16; width *= 2) {
      text.append("#define REAL").append(width).append(' ').append(real).append(width).append('\n');
    }
    text.append("#define REAL_IS_DOUBLE ").append(precision == Precision.DOUBLE ? 1 : 0);
    text.append("\n#define DEVICE_WANTS_VECTORS ").append(device.wantsVectors() ? 1 : 0);
    return text.append('\n').toString();
  }

  /** Never the options that trade accuracy for speed. */
  private String options() {
    return "-w -cl-std=CL1.2"
        + (device.exactDivision() ? " -cl-fp32-correctly-rounded-divide-sqrt" : "");
  }

  /** {@code float} or {@code double}. */
  static String real(Precision precision) {
    return precision == Precision.DOUBLE ? "double" : "float";
  }

  private static String read(String name) {
    String path = "/org/cotangent/runtime/kernels/" + name + ".cl";
    try (InputStream in = Kernel.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new BackendException(Kind.OPERATION, "there is no resource " + path, null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + path, e);
    }
  }
}
