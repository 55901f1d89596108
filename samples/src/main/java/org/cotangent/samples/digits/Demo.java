package org.cotangent.samples.digits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.cotangent.samples.command.GeneratedSource;
import org.cotangent.samples.command.Launcher;
import org.cotangent.samples.command.Options;
import org.cotangent.samples.command.Progress;
import org.cotangent.samples.command.Sample;
import org.cotangent.samples.picture.LossChart;
import org.cotangent.samples.picture.PngFile;

/**
 * Trains {@link SoftmaxRegression} and {@link TwoLayerNet} on 1,437 handwritten digits, tests them
 * on 360 others and draws what came out. {@code --help} lists the options.
 */
public final class Demo implements Sample {

  /**
   * Runs the demo and ends the virtual machine: 0 if both models reach their accuracy, 1 if one
   * does not or a file cannot be read or written, 2 if the command line is wrong.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Launcher.main(new Demo(), arguments);
  }

  @Override
  public About about() {
    return new About(
        "demo",
        "Trains two models on handwritten digits with gradients that the compiler wrote.",
        60,
        List.of("loss.svg", "digits.png"));
  }

  @Override
  public boolean run(Options options, Progress progress) throws IOException {
    Digits digits = DigitsReader.readResource();
    Digits training = digits.training();
    Digits test = digits.test();
    progress.staying(
        "Training on "
            + training.size()
            + " digits, testing on the "
            + test.size()
            + " after them.");

    SoftmaxModel regression = new SoftmaxModel();
    TwoLayerModel network = new TwoLayerModel(new Random(options.seed()));
    List<LossChart.Curve> curves = new ArrayList<>();
    boolean reached = train(regression, training, test, curves, options, progress);
    reached &= train(network, training, test, curves, options, progress);

    Path chart = options.out().resolve("loss.svg");
    Files.writeString(chart, LossChart.draw("nats an image", curves));
    Path picture = options.out().resolve("digits.png");
    PngFile.write(DigitGrid.drawSome(test, Trainer.answers(network, test)), picture);
    progress.staying("");
    progress.staying("loss by epoch     " + chart);
    progress.staying("digits, answers   " + picture);
    for (Class<?> type : List.of(SoftmaxRegression.class, TwoLayerNet.class)) {
      progress.staying("generated source  " + GeneratedSource.of(type));
    }
    return reached;
  }

  private static boolean train(
      Model model,
      Digits training,
      Digits test,
      List<LossChart.Curve> curves,
      Options options,
      Progress progress) {
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

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
