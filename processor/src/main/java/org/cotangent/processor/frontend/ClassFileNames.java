package org.cotangent.processor.frontend;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes that a class file mentions, by their internal names ({@code java/lang/String}). Read
 * from the constant pool alone: class entries are plain names, descriptors and signatures hold
 * {@code L...;}. Now and then a string constant looks like a name too; whoever asks looks each one
 * up.
 */
final class ClassFileNames {
  private static final int UTF8 = 1;
  private static final int MAGIC = 0xCAFEBABE;

  private ClassFileNames() {}

  static Set<String> of(byte[] classFile) throws IOException {
    Set<String> names = new TreeSet<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != MAGIC) {
      return names;
    }
    in.skipBytes(4); // version
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        addNames(in.readUTF(), names);
      } else {
        in.skipBytes(bytesOf(tag));
        if (tag == 5 || tag == 6) {
          i++; // long and double take two places
        }
      }
    }
    return names;
  }

  private static int bytesOf(int tag) throws IOException {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      default -> throw new IOException("unknown tag " + tag + " in the constant pool");
    };
  }

  private static void addNames(String text, Set<String> names) {
    if (text.indexOf(';') < 0) {
      addName(text, names);
      return;
    }
    int start = text.indexOf('L');
    while (start >= 0) {
      int end = start + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      addName(text.substring(start + 1, end), names);
      start = text.indexOf('L', end);
    }
  }

  private static void addName(String name, Set<String> names) {
    if (name.startsWith("java/") || name.isEmpty() || name.length() > 500) {
      return;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNamePart(name.charAt(i))) {
        return;
      }
    }
    names.add(name);
  }

  private static boolean isNamePart(char c) {
    return c == '/' || Character.isJavaIdentifierPart(c);
  }
}
