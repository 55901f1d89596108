package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.runtime.backend.BackendException;

/**
 * The program of the child process: loads the drivers and runs a small kernel on each device. What
 * it is about to do stands on its output before it does it, so that its parent knows what it died
 * of. Arguments are devices to leave alone, as {@code 0:1}.
 */
final class ProbeMain {
  static final String TRYING = "OPENCL-TRYING\t";
  static final String DONE = "OPENCL-DONE";

  private ProbeMain() {}

  public static void main(String[] arguments) {
    Set<String> skipped = Set.of(arguments);
    List<DeviceInfo> working = new ArrayList<>();
    String problem = "";
    try {
      say(TRYING + "the list of devices");
      List<ClPlatforms.Found> found = ClPlatforms.devices();
      if (found.isEmpty()) {
        problem = "the OpenCL library finds no platform with a device";
      }
      for (ClPlatforms.Found each : found) {
        String place = each.info().platformIndex() + ":" + each.info().deviceIndex();
        if (!skipped.contains(place)) {
          say(TRYING + place + "\t" + each.info().name());
          try {
            SmokeTest.run(each);
            working.add(each.info());
          } catch (BackendException | IllegalStateException e) {
            problem = each.info().label() + " does not work: " + e.getMessage();
          }
        }
      }
    } catch (BackendException e) {
      problem = e.getMessage();
    } catch (LinkageError e) {
      problem = explain(e);
    }
    boolean broken = !SmokeTest.divisionByZeroThrows();
    new ProbeResult(working, problem, broken).toLines().forEach(ProbeMain::say);
    say(DONE);
    System.out.flush();
    // drivers that fail while they are unloaded are not to be heard
    Runtime.getRuntime().halt(0);
  }

  private static String explain(LinkageError e) {
    String text = e.toString();
    if (text.contains("Implementation library could not be loaded")) {
      return "there is no OpenCL library (libOpenCL.so.1)";
    }
    return "JOCL cannot be loaded: " + text.lines().findFirst().orElse("").strip();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
