package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** The cost of k-means: squared distances from points to the nearest centroids. */
final class Kmeans {
  private Kmeans() {}

  /** The cost of {@code double[k][d]} centroids for {@code double[n][d]} points. */
  @Differentiable
  static double cost(@NonDifferentiable double[][] points, double[][] centroids) {
    double sum = 0;
    for (double[] point : points) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] centroid : centroids) {
        double distance = 0;
        for (int j = 0; j < point.length; j++) {
          double difference = point[j] - centroid[j];
          distance += difference * difference;
        }
        least = Math.min(least, distance);
      }
      sum += least;
    }
    return sum;
  }
}
