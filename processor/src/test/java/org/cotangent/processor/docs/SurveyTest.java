package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of what numeric Java uses: true, and the same in {@code docs/language.md}. */
class SurveyTest {
  private static final String START = "<!-- table: kept by SurveyTest -->\n";
  private static final String END = "<!-- end of the table kept by SurveyTest -->\n";

  @TestFactory
  Stream<DynamicTest> eachRowIsTrue() {
    return SurveyRows.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.construct(), () -> check(row)));
  }

  private static void check(SurveyRows.Row row) {
    if (row.code() != null) {
      assertWithMessage("the marker").that(row.source()).contains("// expect " + row.code());
      Refusals.check(row.source());
      return;
    }
    Check check =
        row.other() == null ? Check.of(row.source()) : Check.of(row.source(), row.other());
    if (row.receiver() != null) {
      check.receiver(row.receiver());
    }
    check.at(row.arguments());
  }

  @Test
  void thePageHoldsTheSameTable() throws IOException {
    Path here = Path.of("docs", "language.md");
    Path page = Files.exists(here) ? here : Path.of("..").resolve(here);
    String text = Files.readString(page);
    String head = text.substring(0, text.indexOf(START) + START.length());
    String tail = text.substring(text.indexOf(END));
    String expected = head + table() + tail;
    if (Boolean.getBoolean("cotangent.update")) {
      Files.writeString(page, expected);
    }
    assertWithMessage("docs/language.md; -Dcotangent.update=true rewrites its table")
        .that(Files.readString(page))
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("\n| construct | | remark |\n| --- | --- | --- |\n");
    for (SurveyRows.Row row : SurveyRows.all()) {
      String status = row.code() == null ? "yes" : "no: " + row.code();
      table.append("| ").append(row.construct().replace("|", "\\|"));
      table.append(" | ").append(status).append(" | ").append(row.remark());
      table.append(row.remark().isEmpty() ? "|\n" : " |\n");
    }
    return table.append('\n').toString();
  }
}
