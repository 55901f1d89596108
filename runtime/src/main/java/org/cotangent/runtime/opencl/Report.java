package org.cotangent.runtime.opencl;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cotangent.runtime.backend.CostModel.Work;
import org.cotangent.runtime.backend.Precision;

/**
 * What there is of OpenCL on this machine, what it is good for, and what is missing; for people.
 */
public final class Report {
  private static final int SECONDS = 300;
  private static final int[] SIZES = {16, 32, 64, 128, 256, 512, 1024, 2048};

  private final PrintStream out;

  /** A report that goes to this stream. */
  public Report(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes the report.
   *
   * @return whether matrices can be computed on a device
   */
  public boolean write() {
    ProgramCache cache = ProgramCache.ofUser();
    line("Cotangent: matrices on OpenCL");
    line("");
    line(
        "Java        %s, %s, %s processors",
        property("java.vm.name"), Runtime.version(), Runtime.getRuntime().availableProcessors());
    line("System      %s %s, %s", property("os.name"), property("os.version"), property("os.arch"));
    line("JOCL        %s", jocl());
    line("Cache       %s", cache.where());
    Selection selection;
    try {
      selection = Selection.current();
    } catch (IllegalStateException e) {
      line("Selection   %s", e.getMessage());
      return false;
    }
    line("Selection   %s", selection.source());
    line("");
    ProbeResult found = new Probe().run();
    if (!found.problem().isEmpty()) {
      line("Problem     %s", found.problem());
    }
    if (found.devices().isEmpty()) {
      line("Devices     none: matrices are computed on the CPU, in Java");
      line("");
      line("To install  %s", Selection.INSTALL);
      return false;
    }
    for (DeviceInfo device : found.devices()) {
      describe(device);
    }
    return selected(selection, found);
  }

  private static String jocl() {
    try {
      Class<?> jocl = Class.forName("org.jocl.CL", false, Report.class.getClassLoader());
      return String.valueOf(jocl.getProtectionDomain().getCodeSource().getLocation());
    } catch (ClassNotFoundException e) {
      return "not on the class path: put jocl-2.0.6.jar (org.jocl:jocl:2.0.6 of Maven Central)"
          + " beside this jar, or on the class path";
    }
  }

  private void describe(DeviceInfo device) {
    line("Device      %s", device.label());
    line("  platform  %s, %s", device.platform(), device.platformVersion());
    line("  driver    %s, %s", device.driver(), device.version());
    line(
        "  kind      %s, %s compute units, vectors of %s floats, double precision: %s",
        device.cpu() ? "CPU" : "GPU or other",
        device.units(),
        device.width(),
        device.doubles() ? "yes" : "no");
    line(
        "  memory    %s MiB, at most %s MiB in one piece; used here: up to %s MiB",
        device.memory() >> 20, device.largest() >> 20, OpenClFactory.budget(device) >> 20);
    line("  probe     a product of 33 x 17 by 17 x 40 has the bits of Java's");
    line("");
  }

  private boolean selected(Selection selection, ProbeResult found) {
    if (selection.mode() == Selection.Mode.OFF) {
      line("Chosen      none: OpenCL is off");
      return false;
    }
    Optional<DeviceInfo> chosen = selection.choose(found.devices());
    if (chosen.isEmpty()) {
      line("Chosen      none: %s", selection.failure(found));
      return false;
    }
    line("Chosen      %s", chosen.get().label());
    Optional<String> danger = PoclSignals.danger(found);
    danger.ifPresent(
        why -> {
          line("  BUT       it is not used: %s", why);
          line("            (the figures below were measured in a process with that variable)");
        });
    line("");
    measured(chosen.get());
    return danger.isEmpty();
  }

  private void measured(DeviceInfo device) {
    List<String> lines;
    try {
      Map<String, String> environment = Map.of("LD_PRELOAD", PoclSignals.library());
      lines =
          new Child(environment, SECONDS).run(MeasureMain.class, List.of(device.label())).lines();
    } catch (ClassNotFoundException | IOException e) {
      line("Measured    nothing: %s", e.getMessage());
      return;
    }
    lines.stream()
        .filter(l -> l.startsWith(MeasureMain.PROBLEM))
        .forEach(l -> line("Measured    nothing: %s", l.substring(MeasureMain.PROBLEM.length())));
    Rates rates =
        Rates.fromText(
            lines.stream()
                .filter(l -> l.startsWith(MeasureMain.RATE))
                .map(l -> l.substring(MeasureMain.RATE.length()))
                .collect(Collectors.joining("\n")));
    if (rates == null) {
      line("Measured    nothing");
      return;
    }
    line("Measured                       float              double");
    line("                           device    Java     device    Java");
    row("product, GFLOP/s", rates, "product", device, 1);
    row("x + y, elements/ns", rates, "light", device, 1);
    row("exp(x y), elements/ns", rates, "heavy", device, 17);
    row("sum, elements/ns", rates, "sum", device, 1);
    row("start, microseconds", rates, "start", device, 0);
    line(
        "copies: to the device %.1f us + %.1f GB/s, back %.1f us + %.1f GB/s",
        rates.get("upload.start") / 1000,
        1 / Math.max(1e-3, rates.get("upload.byte")),
        rates.get("download.start") / 1000,
        1 / Math.max(1e-3, rates.get("download.byte")));
    line("");
    choices(rates, device);
  }

  private void row(String what, Rates rates, String name, DeviceInfo device, int operations) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %-22s", what));
    for (Precision precision : Precision.values()) {
      for (String side : List.of("device", "cpu")) {
        if (precision == Precision.DOUBLE && !device.doubles()) {
          text.append("        -");
        } else {
          double value = rates.get(Rates.name(side, precision, name));
          double shown = operations == 0 ? value / 1000 : 1 / (value * Math.max(1, operations));
          text.append(String.format(Locale.ROOT, "%9.2f", shown));
        }
      }
    }
    line("%s", text);
  }

  private void choices(Rates rates, DeviceInfo device) {
    Costs costs = Costs.of(rates);
    line("What auto would choose (D: the device, J: Java), square matrices of n x n");
    StringBuilder head = new StringBuilder(String.format("  %-42s", "n ="));
    for (int n : SIZES) {
      head.append(String.format("%6d", n));
    }
    line("%s", head);
    for (Precision precision : Precision.values()) {
      if (precision == Precision.DOUBLE && !device.doubles()) {
        continue;
      }
      for (boolean there : new boolean[] {true, false}) {
        String where = there ? ", operands on the device" : ", operands in Java";
        String name = precision.name().toLowerCase(Locale.ROOT);
        choice("product, " + name + where, costs, Work.MULTIPLY, precision, there);
        choice("x + y, " + name + where, costs, Work.MAP, precision, there);
        choice("exp, " + name + where, costs, Work.LAUNCH, precision, there);
      }
    }
  }

  private void choice(String what, Costs costs, Work work, Precision precision, boolean there) {
    StringBuilder text = new StringBuilder(String.format("  %-42s", what));
    for (int n : SIZES) {
      long elements = (long) n * n;
      boolean heavy = work == Work.LAUNCH;
      long operations = work == Work.MULTIPLY ? 2 * elements * n : heavy ? 16 * elements : elements;
      long bytes = 2 * elements * precision.bytes();
      boolean device =
          costs.prefersDevice(
              heavy ? Work.MAP : work,
              precision,
              operations,
              elements,
              there ? 0 : bytes,
              there ? bytes : 0);
      text.append(device ? "     D" : "     J");
    }
    line("%s", text);
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  private void line(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
