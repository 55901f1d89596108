package org.cotangent.processor.ir;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompanionNamesTest {

  @Test
  void nestedClassesGetOneTopLevelName() {
    assertThat(CompanionNames.companion("Model")).isEqualTo("ModelDerivatives");
    assertThat(CompanionNames.companion("Outer.Inner")).isEqualTo("Outer_InnerDerivatives");
    assertThat(CompanionNames.qualifiedCompanion("p.q", "A.B")).isEqualTo("p.q.A_BDerivatives");
    assertThat(CompanionNames.qualifiedCompanion("", "A")).isEqualTo("ADerivatives");
  }

  @Test
  void overloadsGetTheNextFreeNumber() {
    assertThat(CompanionNames.recordPrefixes(List.of("loss", "loss", "loss2", "loss", "x")))
        .containsExactly("Loss", "Loss3", "Loss2", "Loss4", "X")
        .inOrder();
    assertThat(CompanionNames.recordPrefixes(List.of("loss", "Loss")))
        .containsExactly("Loss", "Loss2")
        .inOrder();
  }
}
