package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * Cuts methods that HotSpot would never compile. It interprets methods of more than 8,000 bytes of
 * bytecode for ever, three to four times slower, and the reverse sweep of a method that is well
 * below that may be above.
 *
 * <p>Consecutive statements become private methods that are called one after another; nothing else
 * changes, so every number stays the same to the last bit. A method that is small enough already is
 * left alone.
 */
public final class Split {
  private final Set<String> names = new HashSet<>();
  private final List<GeneratedFunction> functions = new ArrayList<>();

  private Split() {}

  /** The companion with no method above the limit that can be cut. */
  public static Companion apply(Companion companion) {
    Split split = new Split();
    companion.functions().forEach(function -> split.names.add(function.name()));
    companion.functions().forEach(split::add);
    return new Companion(
        companion.packageName(),
        companion.className(),
        companion.name(),
        companion.isPublic(),
        companion.sourceFile(),
        companion.records(),
        split.functions);
  }

  private void add(GeneratedFunction function) {
    if (CodeSize.of(function) <= Chunks.BUDGET) {
      functions.add(function);
    } else {
      cut(function);
    }
  }

  /** In rounds: thousands of calls of parts are themselves statements to make parts of. */
  private void cut(GeneratedFunction whole) {
    Fresh fresh = new Fresh(whole);
    GeneratedFunction rest = with(whole, Distinct.variables(whole, fresh));
    List<GeneratedFunction> parts = new ArrayList<>();
    Supplier<String> partNames = namer(whole.name());
    Set<Variable> frames = new LinkedHashSet<>();
    int before = Integer.MAX_VALUE;
    int size = CodeSize.of(rest);
    while (size > Chunks.BUDGET && size < before) {
      Chunks chunks = new Chunks(frames);
      Stmt.Block body = chunks.choose(rest.body());
      if (chunks.all().isEmpty()) {
        break;
      }
      Parts made = new Parts(rest, body, chunks.all(), fresh, partNames);
      rest = with(rest, made.rest());
      parts.addAll(made.made());
      frames.addAll(made.frames());
      before = size;
      size = CodeSize.of(rest);
    }
    functions.add(rest);
    functions.addAll(parts);
  }

  /** Answers the next free name at each call. */
  private Supplier<String> namer(String function) {
    int[] number = {0};
    return () -> {
      String name;
      do {
        number[0]++;
        name = function + "Part" + number[0];
      } while (!names.add(name));
      return name;
    };
  }

  private static GeneratedFunction with(GeneratedFunction function, Stmt.Block body) {
    return new GeneratedFunction(
        function.name(),
        function.parameters(),
        function.returnType(),
        body,
        function.visibility(),
        function.doc(),
        function.mark());
  }
}
