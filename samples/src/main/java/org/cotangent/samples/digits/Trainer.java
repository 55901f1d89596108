package org.cotangent.samples.digits;

import java.util.Arrays;
import java.util.Random;

/** Trains a model with mini-batches, in a new random order and at a lower rate each epoch. */
final class Trainer {
  private static final int BATCH = 32;
  private static final double FIRST_RATE = 0.02;

  private Trainer() {}

  /** Called after each epoch. */
  interface Listener {
    /**
     * Hears how far it is.
     *
     * @param epoch from 1
     * @param loss the mean loss of the epoch's mini-batches, in nats an image
     * @param accuracy the part of the training images that the model now reads rightly, from 0 to 1
     */
    void epochDone(int epoch, double loss, double accuracy);
  }

  /**
   * Trains a model in place.
   *
   * @param model its parameters are changed
   * @param digits what it learns, at least one
   * @param epochs how often it sees each image, at least 1
   * @param random for the order; the same state gives the same result
   * @param listener hears of each epoch
   * @return the loss of each epoch, {@code double[epochs]}
   */
  static double[] train(Model model, Digits digits, int epochs, Random random, Listener listener) {
    double[] losses = new double[epochs];
    int[] order = new int[digits.size()];
    Arrays.setAll(order, i -> i);
    double[][] parameters = model.parameters();
    double[][] gradients = model.gradients();
    Adam optimiser = new Adam(parameters);
    for (int epoch = 0; epoch < epochs; epoch++) {
      double rate = FIRST_RATE * (epochs - epoch) / epochs;
      shuffle(order, random);
      double sum = 0;
      for (int first = 0; first < order.length; first += BATCH) {
        int count = Math.min(BATCH, order.length - first);
        // Backward methods add to the adjoints they are given.
        for (double[] gradient : gradients) {
          Arrays.fill(gradient, 0);
        }
        sum += count * model.addGradient(digits, order, first, count);
        optimiser.step(rate, parameters, gradients);
      }
      losses[epoch] = sum / order.length;
      listener.epochDone(epoch + 1, losses[epoch], accuracy(model, digits));
    }
    return losses;
  }

  /**
   * The part of the images that the model reads rightly.
   *
   * @param digits at least one
   * @return from 0 to 1
   */
  static double accuracy(Model model, Digits digits) {
    return digits.accuracy(answers(model, digits));
  }

  /** What the model reads, {@code int[digits.size()]}, from 0 to 9. */
  static int[] answers(Model model, Digits digits) {
    int[] answers = new int[digits.size()];
    Arrays.setAll(answers, i -> model.predict(digits, i));
    return answers;
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
