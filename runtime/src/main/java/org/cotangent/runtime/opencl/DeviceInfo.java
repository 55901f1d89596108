package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;

/**
 * What a driver says of one device; plain data, so that it can come from another process.
 *
 * @param platformIndex the platform's number, from 0
 * @param deviceIndex the device's number in its platform, from 0
 * @param platform the platform's name
 * @param platformVersion its version
 * @param name the device's name
 * @param vendor its maker
 * @param cpu whether it is a CPU
 * @param version its version of OpenCL
 * @param driver the driver's version
 * @param doubles whether it computes in double
 * @param exactDivision whether float division and roots can be rounded correctly
 * @param ownLocalMemory whether work-groups have fast memory of their own
 * @param units the number of compute units
 * @param memory bytes of memory
 * @param largest bytes of the largest allocation
 * @param groupSize the largest work-group
 * @param unified whether its memory is the host's, so that mapping copies nothing
 * @param width how many floats its vector registers hold
 */
record DeviceInfo(
    int platformIndex,
    int deviceIndex,
    String platform,
    String platformVersion,
    String name,
    String vendor,
    boolean cpu,
    String version,
    String driver,
    boolean doubles,
    boolean exactDivision,
    boolean ownLocalMemory,
    int units,
    long memory,
    long largest,
    int groupSize,
    boolean unified,
    int width) {
  private static final String MARK = "OPENCL-DEVICE";
  private static final int FIELDS = 19;

  /** Whether code with wide vectors and one work-item per core suits it. */
  boolean wantsVectors() {
    return cpu || !ownLocalMemory;
  }

  /** {@code 0:0 pthread-AMD EPYC}. */
  String label() {
    return platformIndex + ":" + deviceIndex + " " + name;
  }

  /** All that decides whether a built program or a measurement still holds. */
  String identity() {
    return String.join("|", platform, platformVersion, name, vendor, version, driver, "" + units);
  }

  /** One line of text. */
  String toLine() {
    return String.join(
        "\t",
        MARK,
        "" + platformIndex,
        "" + deviceIndex,
        clean(platform),
        clean(platformVersion),
        clean(name),
        clean(vendor),
        "" + cpu,
        clean(version),
        clean(driver),
        "" + doubles,
        "" + exactDivision,
        "" + ownLocalMemory,
        "" + units,
        "" + memory,
        "" + largest,
        "" + groupSize,
        "" + unified,
        "" + width);
  }

  /** The devices of those lines that {@link #toLine} wrote; others are noise. */
  static List<DeviceInfo> fromLines(List<String> lines) {
    List<DeviceInfo> devices = new ArrayList<>();
    for (String line : lines) {
      String[] f = line.split("\t", -1);
      if (f.length == FIELDS && f[0].equals(MARK)) {
        devices.add(
            new DeviceInfo(
                Integer.parseInt(f[1]),
                Integer.parseInt(f[2]),
                f[3],
                f[4],
                f[5],
                f[6],
                Boolean.parseBoolean(f[7]),
                f[8],
                f[9],
                Boolean.parseBoolean(f[10]),
                Boolean.parseBoolean(f[11]),
                Boolean.parseBoolean(f[12]),
                Integer.parseInt(f[13]),
                Long.parseLong(f[14]),
                Long.parseLong(f[15]),
                Integer.parseInt(f[16]),
                Boolean.parseBoolean(f[17]),
                Integer.parseInt(f[18])));
      }
    }
    return devices;
  }

  private static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ").trim();
  }
}
