package org.cotangent.samples.digits;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Trains {@link SoftmaxRegression} and {@link TwoLayerNet} on 1,437 handwritten digits, tests them
 * on 360 others and draws what came out. {@code --help} lists the options.
 */
public final class Demo {
  private static final int TEST_DIGITS = 360;
  private static final int PICTURED_DIGITS = 60;
  private static final String PACKAGE = "org/cotangent/samples/digits";
  private static final List<Path> GENERATED_GUESSES =
      List.of(
          Path.of("samples", "target", "generated-sources", "annotations"),
          Path.of("target", "generated-sources", "annotations"));

  private final Options options;
  private final Progress progress;

  private Demo(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs the demo and ends the virtual machine: 0 if both models reach their accuracy, 1 if one
   * does not or a file cannot be read or written, 2 if the command line is wrong.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(System.out, System.err, Progress.onTerminal(), arguments));
  }

  /**
   * Runs the demo.
   *
   * @param out where progress and results go
   * @param err where errors go
   * @param terminal whether {@code out} is a terminal
   * @return the exit status, see {@link #main}
   */
  static int run(PrintStream out, PrintStream err, boolean terminal, String... arguments) {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        out.print(Options.HELP);
        return 0;
      }
      if (Files.exists(options.out()) && !Files.isDirectory(options.out())) {
        throw new Options.UsageException("--out takes a folder; '" + options.out() + "' is a file");
      }
      return new Demo(options, new Progress(out, terminal)).train() ? 0 : 1;
    } catch (Options.UsageException e) {
      err.println("demo: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("demo: " + e);
      return 1;
    }
  }

  private boolean train() throws IOException {
    // Before the work, so that a folder which cannot be made costs no time.
    Files.createDirectories(options.out());
    Digits digits = DigitsReader.readResource();
    int split = digits.size() - TEST_DIGITS;
    Digits training = digits.range(0, split);
    Digits test = digits.range(split, digits.size());
    progress.staying(
        "Training on " + split + " digits, testing on the " + TEST_DIGITS + " after them.");

    SoftmaxModel regression = new SoftmaxModel();
    TwoLayerModel network = new TwoLayerModel(new Random(options.seed()));
    List<LossChart.Curve> curves = new ArrayList<>();
    boolean reached = train(regression, training, test, curves);
    reached &= train(network, training, test, curves);

    Path chart = options.out().resolve("loss.svg");
    Files.writeString(chart, LossChart.draw(curves));
    Path picture = options.out().resolve("digits.png");
    write(draw(network, test), picture);
    progress.staying("");
    progress.staying("loss by epoch     " + chart);
    progress.staying("digits, answers   " + picture);
    for (String derivatives : List.of("SoftmaxRegression", "TwoLayerNet")) {
      Path file = generated().resolve(PACKAGE).resolve(derivatives + "Derivatives.java");
      progress.staying("generated source  " + file);
    }
    return reached;
  }

  private boolean train(Model model, Digits training, Digits test, List<LossChart.Curve> curves) {
    long start = System.nanoTime();
    double[] losses =
        Trainer.train(
            model,
            training,
            options.epochs(),
            new Random(options.seed()),
            (epoch, loss, accuracy) ->
                progress.moving(
                    format(
                        "%-28s epoch %d/%d  loss %.4f  accuracy %.3f",
                        model.name(), epoch, options.epochs(), loss, accuracy)));
    double seconds = (System.nanoTime() - start) / 1e9;
    curves.add(new LossChart.Curve(model.name(), losses));
    double accuracy = Trainer.accuracy(model, test);
    boolean reached = accuracy >= model.target();
    progress.staying(
        format(
            "%-28s loss %.4f  test accuracy %.3f (%s %.2f)  %.1f s",
            model.name(),
            losses[losses.length - 1],
            accuracy,
            reached ? "at least" : "MISSES",
            model.target(),
            seconds));
    return reached;
  }

  private static BufferedImage draw(Model model, Digits test) {
    double[] images = new double[PICTURED_DIGITS * Digits.PIXELS];
    int[] labels = new int[PICTURED_DIGITS];
    int[] answers = new int[PICTURED_DIGITS];
    for (int i = 0; i < PICTURED_DIGITS; i++) {
      // A stride without a common factor with the test size: no digit twice, and many writers.
      int index = i * 37 % test.size();
      System.arraycopy(
          test.images(), index * Digits.PIXELS, images, i * Digits.PIXELS, Digits.PIXELS);
      labels[i] = test.labels()[index];
      answers[i] = model.predict(test, index);
    }
    return DigitGrid.draw(new Digits(images, labels), answers);
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException(file + ": this Java cannot write PNG files");
    }
  }

  /** Where the compiler left the derivatives' source: a property says it, or it is guessed. */
  private static Path generated() {
    String property = System.getProperty("cotangent.generated");
    if (property != null) {
      return Path.of(property);
    }
    for (Path guess : GENERATED_GUESSES) {
      if (Files.isDirectory(guess)) {
        return guess;
      }
    }
    return GENERATED_GUESSES.get(0);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
