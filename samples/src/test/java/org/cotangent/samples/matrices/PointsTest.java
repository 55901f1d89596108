package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PointsTest {
  @Test
  void halfOfThemAreOfEachClass() {
    Points points = Points.random(100, new Random(1));
    assertThat(Arrays.stream(points.labels()).sum()).isEqualTo(50.0);
    assertThat(points.x()).hasLength(100);
    assertThat(points.y()).hasLength(100);
  }

  @Test
  void theSameSeedGivesTheSamePoints() {
    Points points = Points.random(100, new Random(1));
    assertThat(Points.random(100, new Random(1)).x()).isEqualTo(points.x());
    assertThat(Points.random(100, new Random(2)).x()).isNotEqualTo(points.x());
  }
}
