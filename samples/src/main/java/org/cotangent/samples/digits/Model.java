package org.cotangent.samples.digits;

/** What training needs of a model: its weights, a loss with its gradient, and its answers. */
interface Model {

  /** What people call it. */
  String name();

  /** The test accuracy to be reached, from 0 to 1. */
  double target();

  /** The arrays that training changes, always the same ones. */
  double[][] parameters();

  /** The gradient by each of {@link #parameters}, of the same lengths, always the same arrays. */
  double[][] gradients();

  /**
   * Computes the loss of a mini-batch and adds its gradient to {@link #gradients}.
   *
   * @param digits the images
   * @param order indexes of images, each from 0 to {@code digits.size() - 1}
   * @param first where in {@code order} the mini-batch starts
   * @param count images in the mini-batch, at least 1
   * @return the loss, in nats an image
   */
  double addGradient(Digits digits, int[] order, int first, int count);

  /**
   * Reads one image.
   *
   * @return the digit it shows, from 0 to 9
   */
  int predict(Digits digits, int image);
}
