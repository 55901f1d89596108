package org.cotangent.samples.command;

import java.io.IOException;
import java.util.List;

/** A program that trains something and draws what came out; {@link Launcher} runs it. */
public interface Sample {
  /**
   * What people need to know before they run it.
   *
   * @param name what messages about its command line start with
   * @param purpose a sentence
   * @param epochs how often it goes through its training data if nothing else is asked for
   * @param pictures the files that it writes
   */
  record About(String name, String purpose, int epochs, List<String> pictures) {}

  /** What people need to know before they run it. */
  About about();

  /**
   * Makes sure that what the user demands is there.
   *
   * @throws IllegalStateException if it is not; the message is for the user
   */
  default void prepare() {}

  /**
   * Trains and draws.
   *
   * @param options what the command line asks for; the folder for the pictures exists
   * @param progress hears how far it is
   * @return whether what was learnt is as good as it has to be
   * @throws IOException if data cannot be read or a picture cannot be written
   */
  boolean run(Options options, Progress progress) throws IOException;
}
