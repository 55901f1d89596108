package org.cotangent.samples.matrices;

import java.util.Locale;
import java.util.zip.CRC32;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.MatrixStatistics;
import org.cotangent.samples.command.Progress;

/** What a sample says while it trains, and at its end. */
final class Report {
  private static final int LINES = 10;

  private final String model;
  private final int epochs;
  private final Progress progress;
  private final long start = System.nanoTime();
  private final MatrixStatistics before = MatrixStatistics.now();

  /**
   * Starts the clock.
   *
   * @param model what people call it
   * @param epochs how many there will be
   * @param progress where to
   */
  Report(String model, int epochs, Progress progress) {
    this.model = model;
    this.epochs = epochs;
    this.progress = progress;
  }

  /** What people call the model. */
  String model() {
    return model;
  }

  /**
   * Tells of an epoch: on a terminal in a line that moves, and about ten times in one that stays.
   *
   * @param epoch from 1
   * @param unit of the loss
   * @return whether the line stays
   */
  boolean epochDone(int epoch, double loss, String unit) {
    String line =
        String.format(
            Locale.ROOT, "%s  epoch %d/%d  loss %.4f %s", model, epoch, epochs, loss, unit);
    boolean stays = epoch == epochs || epoch % Math.max(1, epochs / LINES) == 0;
    if (stays) {
      progress.staying(line);
    } else {
      progress.moving(line);
    }
    return stays;
  }

  /** Tells of a figure that has to be great enough, and whether it is. */
  boolean atLeast(String what, double figure, double target) {
    boolean reached = figure >= target;
    result(what, figure, reached ? "at least" : "MISSES", target);
    return reached;
  }

  /** Tells of a figure that has to be small enough, and whether it is. */
  boolean atMost(String what, double figure, double target) {
    boolean reached = figure <= target;
    result(what, figure, reached ? "at most" : "MISSES", target);
    return reached;
  }

  /**
   * Tells where the operations ran, and which bits came out: the same seed gives the same ones on
   * the same device.
   *
   * @param trained what was trained
   */
  void device(Matrix... trained) {
    MatrixStatistics done = MatrixStatistics.now().since(before);
    String device = MatrixStatistics.device();
    say("device            %s", device);
    if (device.equals("cpu")) {
      say("operations        %,d", done.cpuOperations());
    } else {
      say(
          "operations        %,d on the device, %,d on the CPU",
          done.deviceOperations(), done.cpuOperations());
      say(
          "copied            %,d bytes to the device, %,d back, %,d of them in case it fails",
          done.uploadedBytes(), done.downloadedBytes(), done.savedBytes());
    }
    say("weights           fingerprint %08x", fingerprint(trained));
  }

  /** A checksum of the bits of matrices. */
  static long fingerprint(Matrix... matrices) {
    CRC32 sum = new CRC32();
    for (Matrix matrix : matrices) {
      for (double element : matrix.toDoubles()) {
        long bits = Double.doubleToLongBits(element);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
          sum.update((int) (bits >>> shift));
        }
      }
    }
    return sum.getValue();
  }

  private void result(String what, double figure, String verdict, double target) {
    double seconds = (System.nanoTime() - start) / 1e9;
    say("%s  %s %.3f (%s %.2f)  %.1f s", model, what, figure, verdict, target, seconds);
  }

  private void say(String format, Object... arguments) {
    progress.staying(String.format(Locale.ROOT, format, arguments));
  }
}
