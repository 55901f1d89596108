package org.cotangent.runtime.opencl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Files that hold what took long to make: built programs, measurements, what a search for devices
 * found. A file is named by the hash of all that its contents depend on, and holds its contents'
 * length and hash: drivers end the process when they are given a damaged program. Whatever is wrong
 * with a file, or with writing one, means that there is none.
 */
final class ProgramCache {
  private static final byte[] MAGIC = "COTANGENT-CACHE1".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH = 32;
  private static final int HEADER = MAGIC.length + Long.BYTES + HASH;

  private final Path directory;
  private String lastProblem = "";

  /** The cache in this directory, or one that holds nothing, if it is null. */
  ProgramCache(Path directory) {
    this.directory = directory;
  }

  /**
   * The cache that the user chose: property {@code cotangent.cache} (a directory, or {@code off}),
   * else {@code $XDG_CACHE_HOME/cotangent/cl}, else {@code ~/.cache/cotangent/cl}.
   */
  static ProgramCache ofUser() {
    String chosen = System.getProperty("cotangent.cache", "");
    if (chosen.equals("off")) {
      return new ProgramCache(null);
    }
    if (!chosen.isEmpty()) {
      return new ProgramCache(Path.of(chosen));
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    String home = System.getProperty("user.home", "");
    if (caches != null && Path.of(caches).isAbsolute()) {
      return new ProgramCache(Path.of(caches, "cotangent", "cl"));
    }
    return new ProgramCache(
        Path.of(home).isAbsolute() ? Path.of(home, ".cache", "cotangent", "cl") : null);
  }

  /** The contents stored under a key, or null. */
  byte[] load(String kind, String key) {
    if (directory == null) {
      return null;
    }
    Path file = file(kind, key);
    try {
      if (!Files.isRegularFile(file)) {
        return null;
      }
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      if (all.remaining() < HEADER) {
        throw new IOException("it is cut off");
      }
      byte[] magic = new byte[MAGIC.length];
      all.get(magic);
      long length = all.getLong();
      byte[] hash = new byte[HASH];
      all.get(hash);
      byte[] contents = new byte[all.remaining()];
      all.get(contents);
      if (!Arrays.equals(magic, MAGIC)
          || length != contents.length
          || !Arrays.equals(hash, sha256(contents))) {
        throw new IOException("it is damaged");
      }
      return contents;
    } catch (IOException | RuntimeException e) {
      note("read", file, e);
      return null;
    }
  }

  /** Stores contents under a key, if that is possible. */
  void store(String kind, String key, byte[] contents) {
    if (directory == null) {
      return;
    }
    Path file = file(kind, key);
    Path draft = null;
    try {
      Files.createDirectories(directory);
      draft = Files.createTempFile(directory, kind, ".part");
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      header.put(MAGIC).putLong(contents.length).put(sha256(contents)).flip();
      Files.write(draft, header.array());
      Files.write(draft, contents, StandardOpenOption.APPEND);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      note("write", file, e);
      delete(draft);
    }
  }

  private void delete(Path draft) {
    if (draft != null) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException e) {
        note("delete", draft, e);
      }
    }
  }

  private synchronized void note(String verb, Path file, Exception e) {
    lastProblem = "could not " + verb + " " + file + ": " + e;
  }

  /** What went wrong last, in words; empty if nothing did. */
  synchronized String lastProblem() {
    return lastProblem;
  }

  /** Where it is, for reports. */
  String where() {
    return directory == null ? "off" : directory.toString();
  }

  private Path file(String kind, String key) {
    String hash = HexFormat.of().formatHex(sha256(key.getBytes(StandardCharsets.UTF_8)));
    return directory.resolve(kind + "-" + hash + ".bin");
  }

  private static byte[] sha256(byte[] contents) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(contents);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
