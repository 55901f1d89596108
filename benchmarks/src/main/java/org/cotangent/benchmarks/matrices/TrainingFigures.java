package org.cotangent.benchmarks.matrices;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.cotangent.runtime.MatrixStatistics;

/** Training steps, against a peer's, and what they copy to the device and back. */
final class TrainingFigures {
  private static final double RATE = 1e-3;

  private final PrintStream out;
  private final Contest.Clock clock;
  private final Optional<Peer> peer = ServiceLoader.load(Peer.class).findFirst();

  TrainingFigures(PrintStream out, Contest.Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void print(int[][] nets, int[] batches) {
    String name = peer.map(Peer::name).orElse("no peer: build with -Ppeers");
    out.println("Training steps (forward, backward, update; float), against " + name);
    out.println();
    out.println(
        "| net, batch | peer | ours | ours / peer | operations on the device | bytes in | bytes out |");
    out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (int i = 0; i < nets.length; i++) {
      print(nets[i], batches[i]);
    }
    out.println();
  }

  private void print(int[] sizes, int batch) {
    Random random = new Random(1);
    float[][] weights = new float[sizes.length - 1][];
    for (int i = 0; i < weights.length; i++) {
      double scale = Math.sqrt(2.0 / sizes[i]);
      weights[i] = gaussian(random, sizes[i] * sizes[i + 1], scale);
    }
    float[] x = gaussian(random, batch * sizes[0], 1);
    int[] labels = random.ints(batch, 0, sizes[sizes.length - 1]).toArray();
    Optional<Peer.Net> theirs = peer.map(each -> each.net(sizes, weights, x, labels));
    try (Peer.Net ours = new OwnNet(sizes, weights, x, labels)) {
      theirs.ifPresent(net -> checkSame(ours, net));
      Contest contest = new Contest(clock).add("ours", steps(ours));
      theirs.ifPresent(net -> contest.add("theirs", steps(net)));
      Map<String, Double> nanos = contest.nanos();
      MatrixStatistics before = MatrixStatistics.now();
      int counted = 10;
      steps(ours).run(counted);
      MatrixStatistics traffic = MatrixStatistics.now().since(before);
      double own = nanos.get("ours");
      Double other = nanos.get("theirs");
      out.printf(
          Locale.ROOT,
          "| %s, %d | %s | %.1f us | %s | %.1f of %.1f | %d | %d |%n",
          String.join("-", Arrays.stream(sizes).mapToObj(Integer::toString).toList()),
          batch,
          other == null ? "-" : String.format(Locale.ROOT, "%.1f us", other / 1e3),
          own / 1e3,
          other == null ? "-" : String.format(Locale.ROOT, "%.2f", own / other),
          (double) traffic.deviceOperations() / counted,
          (double) (traffic.deviceOperations() + traffic.cpuOperations()) / counted,
          traffic.uploadedBytes() / counted,
          (traffic.downloadedBytes() - traffic.savedBytes()) / counted);
      out.flush();
    } finally {
      theirs.ifPresent(Peer.Net::close);
    }
  }

  private static float[] gaussian(Random random, int size, double scale) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) (scale * random.nextGaussian());
    }
    return numbers;
  }

  private static Contest.Way steps(Peer.Net net) {
    return times -> {
      for (int i = 0; i < times; i++) {
        net.step(RATE);
      }
    };
  }

  /** The same work is done only if the losses of some steps are the same. */
  private static void checkSame(Peer.Net ours, Peer.Net theirs) {
    for (int i = 0; i < 5; i++) {
      double own = ours.step(RATE);
      double other = theirs.step(RATE);
      if (!(Math.abs(own - other) < 1e-3 * Math.abs(other))) {
        throw new IllegalStateException(
            "step " + i + ": our loss is " + own + ", that of the peer " + other);
      }
    }
  }
}
