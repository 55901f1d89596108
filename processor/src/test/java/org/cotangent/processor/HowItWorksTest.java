package org.cotangent.processor;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.docs.Page;
import org.cotangent.processor.docs.Pages;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.frontend.UnitLowering;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.rules.Rule;
import org.cotangent.processor.rules.RuleTable;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.transform.CompanionBuilder;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/how-it-works.md} shows what the stages really make of its method. Run with {@code
 * -Dcotangent.golden.update=true} to write the page's blocks anew, and then read the page.
 */
class HowItWorksTest {
  private static final String METHOD = "settleBackward";

  @Test
  void thePageShowsWhatTheStagesMake() throws IOException {
    Page page = Page.read(Pages.directory("how-it-works.md"));
    Stages stages = new Stages();
    Compiled compiled =
        Compilation.of(block(page, "java source").text())
            .with(() -> new DifferentiableProcessor(stages))
            .run()
            .orThrow();
    stages.texts.put("java generated", method(compiled.generated().get("ModelDerivatives")));
    for (Map.Entry<String, String> stage : stages.texts.entrySet()) {
      Page.Block shown = block(page, stage.getKey());
      if (Boolean.getBoolean("cotangent.golden.update")) {
        page.replace(shown, stage.getValue());
      } else {
        assertWithMessage("%s (-Dcotangent.golden.update=true rewrites it)", stage.getKey())
            .that(shown.text())
            .isEqualTo(stage.getValue());
      }
    }
  }

  private static Page.Block block(Page page, String info) {
    List<Page.Block> blocks = page.blocks(info);
    assertWithMessage("blocks '%s'", info).that(blocks).hasSize(1);
    return blocks.get(0);
  }

  /** The method that does the work: the last of its name. */
  private static String method(String source) {
    int start = source.lastIndexOf("  static SettleBackward " + METHOD);
    String end = "\n  }\n";
    return source.substring(start, source.indexOf(end, start) + end.length()).indent(-2);
  }

  /** Notes down what the stages make on the way. */
  private static final class Stages implements CompanionCompiler {
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Override
    public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
      RuleTable rules = RuleTable.standard();
      SourceUnit unit =
          new UnitLowering(lookup, key -> rules.find(key).map(Rule::kind), problems)
              .lower(typed)
              .orElseThrow();
      texts.put("text lowered", Printer.print(unit.targets().get(0).function()));
      Companion transformed = CompanionBuilder.build(unit, rules, problems);
      texts.put(
          "text transformed",
          transformed.functions().stream()
              .filter(function -> function.name().equals(METHOD))
              .map(Printer::print)
              .max(Comparator.comparing(String::length))
              .orElseThrow());
      return new PipelineCompiler(false, Optimization.all(), false)
          .compile(typed, lookup, problems);
    }
  }
}
