package org.cotangent.processor.report;

import java.nio.charset.StandardCharsets;

/** Addresses of files in the same directory. */
final class Links {
  private Links() {}

  /** The name of a file as the path of an address (RFC 3986, section 3.3). */
  static String to(String file) {
    StringBuilder address = new StringBuilder();
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          b >= 'a' && b <= 'z'
              || b >= 'A' && b <= 'Z'
              || b >= '0' && b <= '9'
              || "-._~".indexOf(b) >= 0;
      address.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return address.toString();
  }
}
