package org.cotangent.samples.matrices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.samples.digits.Digits;
import org.cotangent.samples.digits.DigitsReader;

/**
 * What {@link Soak} repeats: a training loop, and gradients of nets of many sizes. A ReLU net with
 * a hinge loss and Adam has the same bits on every backend; a recurrent net, which needs {@code
 * tanh} and {@code exp}, has them only where all runs on one.
 */
@SuppressWarnings("try") // javac wants a scope to be mentioned; here it is enough that it is open
final class SoakWorks {
  private static final int CLASSES = 10;
  private static final int STEPS = 40;
  private static final int BATCH = 64;
  private static final double RATE = 0.01;

  private SoakWorks() {}

  /**
   * The mean hinge loss of a net of two layers.
   *
   * @param hidden 64 x h
   * @param hiddenBias 1 x h
   * @param output h x 10
   * @param images n x 64
   * @param labels n digits
   */
  @Differentiable(wrt = {"hidden", "hiddenBias", "output"})
  static double hinge(
      Matrix hidden, Matrix hiddenBias, Matrix output, Matrix images, int[] labels) {
    return images.affine(hidden, hiddenBias).relu().times(output).hinge(labels);
  }

  /**
   * All works: a training loop first, then gradients.
   *
   * @param threads how many gradients
   * @param oneBackend whether all runs on one backend
   */
  static List<Soak.Work> of(int threads, boolean oneBackend) throws IOException {
    Digits digits = DigitsReader.readResource();
    String text = CharacterNet.text();
    List<Soak.Work> works = new ArrayList<>();
    works.add(() -> hingeNet(digits, 128, BATCH, STEPS, 0));
    for (int i = 0; i < threads; i++) {
      int seed = i;
      if (oneBackend && i % 2 == 1) {
        works.add(() -> recurrentNet(text, seed));
      } else {
        works.add(() -> hingeNet(digits, 1 + 3 * seed, 1 + seed, 1 + seed % 3, seed));
      }
    }
    return works;
  }

  private static long hingeNet(Digits digits, int width, int batch, int steps, long seed) {
    Random random = new Random(seed);
    try (Scope scope = Scope.open()) {
      Matrix hidden = Weights.random(Digits.PIXELS, width, 0.2, random);
      Matrix bias = Weights.bias(width);
      Matrix output = Weights.random(width, CLASSES, 0.2, random);
      Matrix images = DigitsNet.images(digits);
      Adam adam = new Adam(hidden, bias, output);
      for (int i = 0; i < steps; i++) {
        try (Scope step = Scope.open()) {
          int[] drawn = random.ints(batch, 0, digits.size()).toArray();
          var gradient =
              SoakWorksDerivatives.hingeGradient(
                  hidden, bias, output, images.lookup(drawn), DigitsNet.labels(digits, drawn));
          adam.step(RATE, gradient.hidden(), gradient.hiddenBias(), gradient.output());
        }
      }
      return Report.fingerprint(hidden, bias, output);
    }
  }

  private static long recurrentNet(String text, long seed) {
    Random random = new Random(seed);
    Alphabet alphabet = Alphabet.of(text);
    try (Scope scope = Scope.open()) {
      CharacterNet.Net net = CharacterNet.Net.untrained(alphabet.size(), random);
      Adam adam = new Adam(net.matrices());
      CharacterNet.step(net, adam, RATE, alphabet.encode(text), random);
      return Report.fingerprint(net.matrices());
    }
  }
}
