package org.cotangent.samples.matrices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.samples.command.GeneratedSource;
import org.cotangent.samples.command.Launcher;
import org.cotangent.samples.command.Options;
import org.cotangent.samples.command.Progress;
import org.cotangent.samples.picture.PngFile;

/**
 * Logistic regression: tells two classes of points in the plane apart, one in the middle and one
 * around it. The score of a point is linear in its coordinates, their squares and their product, so
 * that the boundary is a conic section.
 */
@SuppressWarnings("try") // javac wants a scope to be mentioned; here it is enough that it is open
public final class LogisticRegression implements MatrixSample {
  /** The part of new points that it has to tell apart. */
  static final double TARGET = 0.95;

  private static final int POINTS = 600;
  private static final int FEATURES = 5;
  private static final double LAMBDA = 1e-4;
  private static final double RATE = 0.5;

  /**
   * What is trained.
   *
   * @param weights 5 x 1
   * @param bias the score of the origin
   */
  record Model(Matrix weights, double bias) {}

  /**
   * The mean loss of all points.
   *
   * @param features n x 5
   * @param labels n x 1, 0 or 1
   * @return the mean cross-entropy in nats a point, and an L2 term
   */
  @Differentiable(wrt = "model")
  static double loss(Model model, Matrix features, Matrix labels) {
    Matrix scores = scores(model, features);
    // -log(sigmoid(s)) for label 1, -log(1 - sigmoid(s)) for label 0
    Matrix losses = scores.softplus().minus(labels.hadamard(scores));
    return losses.mean() + LAMBDA * model.weights().dot(model.weights());
  }

  /** How much points look like class 1, n x 1: positive if more than like class 0. */
  static Matrix scores(Model model, Matrix features) {
    return features.times(model.weights()).plus(model.bias());
  }

  /**
   * Trains by gradient descent on all points at once.
   *
   * @param losses is filled: the loss of each epoch, before its step
   * @return the model
   */
  static Model train(Points points, double[] losses, Report report) {
    Model model = new Model(Matrix.zeros(FEATURES, 1), 0);
    try (Scope scope = Scope.open()) {
      Matrix features = features(points.x(), points.y());
      Matrix labels = Matrix.column(points.labels());
      for (int epoch = 0; epoch < losses.length; epoch++) {
        try (Scope step = Scope.open()) {
          var gradient = LogisticRegressionDerivatives.lossGradient(model, features, labels);
          model.weights().addInPlace(-RATE, gradient.model().weights());
          model = new Model(model.weights(), model.bias() - RATE * gradient.model().bias());
          losses[epoch] = gradient.value();
        }
        report.epochDone(epoch + 1, losses[epoch], "nats a point");
      }
    }
    return model;
  }

  /** The probability of class 1 at each of some points. */
  static double[] probabilities(Model model, double[] x, double[] y) {
    try (Scope scope = Scope.open()) {
      return scores(model, features(x, y)).sigmoid().toDoubles();
    }
  }

  private static Matrix features(double[] x, double[] y) {
    double[] features = new double[FEATURES * x.length];
    for (int i = 0; i < x.length; i++) {
      int first = FEATURES * i;
      features[first] = x[i];
      features[first + 1] = y[i];
      features[first + 2] = x[i] * x[i];
      features[first + 3] = x[i] * y[i];
      features[first + 4] = y[i] * y[i];
    }
    return Matrix.of(x.length, FEATURES, features);
  }

  /** The part of points that a model tells apart. */
  static double accuracy(Model model, Points points) {
    double[] probabilities = probabilities(model, points.x(), points.y());
    int right = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] >= 0.5 == (points.labels()[i] == 1)) {
        right++;
      }
    }
    return (double) right / probabilities.length;
  }

  /**
   * Runs the sample and ends the virtual machine: 0 if it tells 0.95 of new points apart, 1 if not
   * or a file cannot be written, 2 if the command line is wrong or the device it demands is not
   * there.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Launcher.main(new LogisticRegression(), arguments);
  }

  @Override
  public About about() {
    return new About(
        "logistic",
        "Trains logistic regression on two classes of points in the plane.",
        300,
        List.of("logistic-boundary.png"));
  }

  @Override
  public boolean run(Options options, Progress progress) throws IOException {
    Random random = new Random(options.seed());
    Points training = Points.random(POINTS, random);
    Points test = Points.random(POINTS, random);
    Report report = new Report("logistic regression", options.epochs(), progress);
    Model model = train(training, new double[options.epochs()], report);
    double accuracy = accuracy(model, test);
    Path picture = options.out().resolve("logistic-boundary.png");
    PngFile.write(Boundary.draw(test, (x, y) -> probabilities(model, x, y)), picture);
    boolean reached = report.atLeast("test accuracy", accuracy, TARGET);
    report.device(model.weights());
    progress.staying("points, boundary  " + picture);
    progress.staying("generated source  " + GeneratedSource.of(LogisticRegression.class));
    return reached;
  }
}
