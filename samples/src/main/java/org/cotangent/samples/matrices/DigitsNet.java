package org.cotangent.samples.matrices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.samples.command.GeneratedSource;
import org.cotangent.samples.command.Launcher;
import org.cotangent.samples.command.Options;
import org.cotangent.samples.command.Progress;
import org.cotangent.samples.digits.DigitGrid;
import org.cotangent.samples.digits.Digits;
import org.cotangent.samples.digits.DigitsReader;
import org.cotangent.samples.picture.LossChart;
import org.cotangent.samples.picture.PngFile;

/**
 * A network of two layers, 64-128-10, that reads handwritten digits: a mini-batch of images is a
 * matrix with a row for each. It learns from images with noise, a new one each time, and so what
 * other writers' digits have in common.
 */
@SuppressWarnings("try") // javac wants a scope to be mentioned; here it is enough that it is open
public final class DigitsNet implements MatrixSample {
  /** The part of the test digits that it has to read rightly. */
  static final double TARGET = 0.93;

  private static final int HIDDEN = 128;
  private static final int CLASSES = 10;
  private static final int BATCH = 32;
  private static final double FIRST_RATE = 0.02;
  private static final double NOISE = 0.2;

  /**
   * What is trained.
   *
   * @param hidden 64 x 128
   * @param hiddenBias 1 x 128
   * @param output 128 x 10
   * @param outputBias 1 x 10
   */
  record Net(Matrix hidden, Matrix hiddenBias, Matrix output, Matrix outputBias) {
    /** A net that has learnt nothing: random weights after He et al., 2015, equation 10. */
    static Net untrained(Random random) {
      return new Net(
          Weights.random(Digits.PIXELS, HIDDEN, Math.sqrt(2.0 / Digits.PIXELS), random),
          Weights.bias(HIDDEN),
          Weights.random(HIDDEN, CLASSES, Math.sqrt(1.0 / HIDDEN), random),
          Weights.bias(CLASSES));
    }

    Matrix[] matrices() {
      return new Matrix[] {hidden, hiddenBias, output, outputBias};
    }
  }

  /**
   * The mean loss of a mini-batch.
   *
   * @param images n x 64
   * @param labels n digits
   * @return the mean cross-entropy, in nats an image
   */
  @Differentiable(wrt = "net")
  static double loss(Net net, Matrix images, int[] labels) {
    return scores(net, images).softmaxCrossEntropy(labels);
  }

  /**
   * How well images fit to digits.
   *
   * @param images n x 64
   * @return n x 10; the greatest number of a row is in the column of the digit that is read
   */
  static Matrix scores(Net net, Matrix images) {
    Matrix hidden = images.affine(net.hidden(), net.hiddenBias()).relu();
    return hidden.affine(net.output(), net.outputBias());
  }

  /**
   * Trains a net in place.
   *
   * @param digits what it learns
   * @param epochs how often as many images are drawn as there are
   * @param random draws them; the same state gives the same result
   * @param report hears of each epoch
   * @return the mean loss of each epoch's mini-batches, {@code double[epochs]}
   */
  static double[] train(Net net, Digits digits, int epochs, Random random, Report report) {
    double[] losses = new double[epochs];
    int batches = (digits.size() + BATCH - 1) / BATCH;
    try (Scope training = Scope.open()) {
      Adam adam = new Adam(net.matrices());
      Matrix images = images(digits);
      for (int epoch = 0; epoch < epochs; epoch++) {
        double rate = FIRST_RATE * (epochs - epoch) / epochs;
        double sum = 0;
        for (int b = 0; b < batches; b++) {
          // All matrices of a step are closed at its end, the gradient too.
          try (Scope step = Scope.open()) {
            int[] drawn = random.ints(BATCH, 0, digits.size()).toArray();
            Matrix batch = images.lookup(drawn).plus(noise(random.nextLong()));
            var gradient = DigitsNetDerivatives.lossGradient(net, batch, labels(digits, drawn));
            adam.step(rate, gradient.net().matrices());
            sum += gradient.value();
          }
        }
        losses[epoch] = sum / batches;
        report.epochDone(epoch + 1, losses[epoch], "nats an image");
      }
    }
    return losses;
  }

  /** What a net reads, {@code int[digits.size()]}. */
  static int[] answers(Net net, Digits digits) {
    double[][] scores;
    try (Scope scope = Scope.open()) {
      scores = scores(net, images(digits)).toArray();
    }
    return Arrays.stream(scores).mapToInt(DigitsNet::greatest).toArray();
  }

  private static int greatest(double[] numbers) {
    int best = 0;
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] > numbers[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The labels of some digits. */
  static int[] labels(Digits digits, int[] which) {
    return Arrays.stream(which).map(i -> digits.labels()[i]).toArray();
  }

  /** The images of digits, n x 64, float. */
  static Matrix images(Digits digits) {
    try (Matrix doubles = Matrix.of(digits.size(), Digits.PIXELS, digits.images())) {
      return doubles.toPrecision(Precision.FLOAT);
    }
  }

  private static Matrix noise(long seed) {
    return Matrix.gaussian(BATCH, Digits.PIXELS, seed).toPrecision(Precision.FLOAT).scale(NOISE);
  }

  /**
   * Runs the sample and ends the virtual machine: 0 if it reads 0.93 of the test digits rightly, 1
   * if not or a file cannot be read or written, 2 if the command line is wrong or the device it
   * demands is not there.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Launcher.main(new DigitsNet(), arguments);
  }

  @Override
  public About about() {
    return new About(
        "digits",
        "Trains a network of two layers, 64-128-10, on handwritten digits in mini-batches.",
        40,
        List.of("digits-loss.svg", "digits-answers.png"));
  }

  @Override
  public boolean run(Options options, Progress progress) throws IOException {
    Digits digits = DigitsReader.readResource();
    Random random = new Random(options.seed());
    Net net = Net.untrained(random);
    Report report = new Report("network 64-128-10", options.epochs(), progress);
    double[] losses = train(net, digits.training(), options.epochs(), random, report);

    int[] answers = answers(net, digits.test());
    double accuracy = digits.test().accuracy(answers);
    Path chart = options.out().resolve("digits-loss.svg");
    LossChart.Curve curve = new LossChart.Curve(report.model(), losses);
    Files.writeString(chart, LossChart.draw("nats an image", List.of(curve)));
    Path picture = options.out().resolve("digits-answers.png");
    PngFile.write(DigitGrid.drawSome(digits.test(), answers), picture);

    boolean reached = report.atLeast("test accuracy", accuracy, TARGET);
    report.device(net.matrices());
    progress.staying("loss by epoch     " + chart);
    progress.staying("digits, answers   " + picture);
    progress.staying("generated source  " + GeneratedSource.of(DigitsNet.class));
    return reached;
  }
}
