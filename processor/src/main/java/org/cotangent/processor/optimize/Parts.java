package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Makes the chunks of a method methods of their own.
 *
 * <p>What a chunk only reads becomes a parameter. What it assigns for others to see stands in a
 * frame: the part loads it into a local of the old name first and stores it last, so that the code
 * between reads as it did. The code outside of the parts works on the frame itself.
 */
final class Parts {
  /** The slots that parameters may take; Java's limit is 255. */
  private static final int SLOTS = 200;

  private final Companion.GeneratedFunction function;
  private final Stmt.Block body;
  private final Mentions mentions;
  private final Fresh fresh;
  private final Frames frames;
  private final Variable tape;
  private final Supplier<String> names;
  private final List<Companion.GeneratedFunction> made = new ArrayList<>();

  Parts(
      Companion.GeneratedFunction function,
      Stmt.Block body,
      List<Stmt.Block> chunks,
      Fresh fresh,
      Supplier<String> names) {
    this.function = function;
    this.body = body;
    this.mentions = new Mentions(function, body, chunks);
    this.fresh = fresh;
    this.names = names;
    this.frames = new Frames(fresh);
    this.tape =
        function.parameters().stream()
            .filter(parameter -> CodeSize.isTape(parameter.type()))
            .findFirst()
            .orElse(null);
    chunks.forEach(chunk -> shared(mentions.chunk(chunk)));
    chunks.forEach(chunk -> crowded(mentions.chunk(chunk)));
  }

  /** The parts, in textual order; after {@link #rest}. */
  List<Companion.GeneratedFunction> made() {
    return made;
  }

  /** The arrays that the rest declares. */
  List<Variable> frames() {
    return frames.arrays();
  }

  /** What is left of the method. */
  Stmt.Block rest() {
    List<Stmt> out = new ArrayList<>(frames.start(function.parameters()));
    List<Stmt> code = outside(body).statements();
    out.addAll(code);
    return new Stmt.Block(out, body.span());
  }

  // ---------------------------------------------------------------- what is where

  private void shared(Mentions.Place chunk) {
    for (Variable variable : chunk.assigned()) {
      if (mentions.needsFrame(variable) && !frames.contains(variable)) {
        frames.add(variable);
      }
    }
  }

  /** Moves variables to the frames until the rest can be parameters. */
  private void crowded(Mentions.Place chunk) {
    List<Variable> passed = passed(chunk);
    int slots = passed.stream().mapToInt(v -> CodeSize.slots(v.type())).sum();
    for (int k = passed.size() - 1; k >= 0 && slots > SLOTS; k--) {
      Variable variable = passed.get(k);
      if (!mentions.isIndex(variable)) {
        slots -= CodeSize.slots(variable.type());
        frames.add(variable);
      }
    }
  }

  /** What a part gets from outside as it is. */
  private List<Variable> passed(Mentions.Place chunk) {
    return chunk.mentioned().stream()
        .filter(v -> !chunk.declared().contains(v) && !frames.contains(v) && !v.equals(tape))
        .toList();
  }

  // ---------------------------------------------------------------- the parts

  private Stmt part(Stmt.Block code, Mentions.Place chunk) {
    List<Stmt> out = new ArrayList<>();
    Set<Variable> parameters = new LinkedHashSet<>(passed(chunk));
    for (Variable variable : chunk.mentioned()) {
      if (frames.contains(variable)) {
        parameters.add(frames.array(variable.type()));
        if (!chunk.declared().contains(variable)) {
          out.add(new Stmt.Declare(variable, frames.element(variable), Span.NONE));
        }
      }
    }
    for (int k = 0; k < code.statements().size(); k++) {
      Stmt next = k + 1 < code.statements().size() ? code.statements().get(k + 1) : null;
      out.add(initialised(code.statements().get(k), next));
    }
    for (Variable variable : chunk.assigned()) {
      if (frames.contains(variable)) {
        out.add(new Stmt.Assign(frames.element(variable), Exprs.read(variable), Span.NONE));
      }
    }
    List<Expr> arguments = new ArrayList<>();
    parameters.forEach(parameter -> arguments.add(Exprs.read(parameter)));
    boolean usesTape = chunk.usesTape() || chunk.mentioned().contains(tape);
    if (usesTape) {
      parameters.add(tape);
    }
    String name = names.get();
    String doc = "One of the parts of {@code " + function.name() + "}, too long for one method.";
    made.add(
        new Companion.GeneratedFunction(
            name,
            List.copyOf(parameters),
            Type.VoidType.VOID,
            Stmt.Block.of(out),
            Companion.Visibility.PRIVATE,
            List.of(doc),
            Optional.empty()));
    Callee callee = new Callee.Generated("", name, Type.VoidType.VOID, usesTape);
    return new Stmt.CallStatement(null, callee, arguments, Span.NONE);
  }

  /** Java must see that a variable which is stored in the end has a value on every path. */
  private Stmt initialised(Stmt stmt, Stmt next) {
    if (!(stmt instanceof Stmt.Declare declare)
        || declare.init() != null
        || !frames.contains(declare.variable())) {
      return stmt;
    }
    Variable variable = declare.variable();
    boolean assigned =
        next instanceof Stmt.Assign assign && assign.target().equals(Exprs.read(variable))
            || next instanceof Stmt.CallStatement call && variable.equals(call.target());
    return assigned
        ? stmt
        : new Stmt.Declare(variable, Exprs.zero(variable.type()), declare.span());
  }

  // ---------------------------------------------------------------- the rest

  private Stmt.Block outside(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      outside(stmt, out);
    }
    return new Stmt.Block(out, block.span());
  }

  private void outside(Stmt stmt, List<Stmt> out) {
    Mentions.Place chunk = mentions.chunk(stmt);
    if (chunk != null) {
      out.add(part((Stmt.Block) stmt, chunk));
      return;
    }
    if (stmt instanceof Stmt.Declare declare && frames.contains(declare.variable())) {
      if (declare.init() != null) {
        Expr value = frames.substitute(declare.init());
        out.add(new Stmt.Assign(frames.element(declare.variable()), value, declare.span()));
      }
      return;
    }
    Stmt rebuilt = Rewrite.shallow(stmt, frames::substitute, this::outside);
    if (rebuilt instanceof Stmt.CallStatement call && frames.contains(call.target())) {
      Variable result = fresh.variable(call.target().name(), call.target().type());
      out.add(new Stmt.Declare(result, null, Span.NONE));
      out.add(new Stmt.CallStatement(result, call.callee(), call.arguments(), call.span()));
      out.add(new Stmt.Assign(frames.element(call.target()), Exprs.read(result), Span.NONE));
      return;
    }
    out.add(rebuilt);
  }
}
