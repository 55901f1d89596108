package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Activity;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The calls of one method: which version of each callee they need, and the code around them in both
 * sweeps.
 */
final class CallContext implements CallAdjoints, SavePlan.CalleeNeeds, Sweeps.CallSites {
  /** Stands for the callee's reverse method until it is known what that has to put back. */
  private static final String PENDING = "?";

  private final Variants variants;
  private final Function caller;
  private final boolean strict;
  private final Storage storage;
  private final Layout layout;
  private final Activity activity;
  private final Shadows shadows;
  private final Fresh fresh;
  private final Effects effects;
  private final Problems problems;
  private final RepeatedArguments repeated;
  private final Map<Stmt, Variants.Version> versions = new IdentityHashMap<>();

  CallContext(
      Variants variants,
      Function caller,
      boolean strict,
      Storage storage,
      Layout layout,
      Activity activity,
      Shadows shadows,
      Fresh fresh,
      Effects effects,
      Problems problems) {
    this.variants = variants;
    this.caller = caller;
    this.strict = strict;
    this.storage = storage;
    this.layout = layout;
    this.activity = activity;
    this.shadows = shadows;
    this.fresh = fresh;
    this.effects = effects;
    this.problems = problems;
    this.repeated = new RepeatedArguments(variants, layout, storage, effects);
  }

  // ---------------------------------------------------------------- adjoints

  @Override
  public void check(OperationCall call) {
    call.check(activity.everVaried(), strict, problems);
  }

  @Override
  public Reverse reverse(Stmt.CallStatement call, Adjoints adjoints, Expr seed) {
    if (call.callee() instanceof Callee.Custom custom) {
      return byHand(custom).reverse(call, adjoints, seed, problems);
    }
    return call.callee() instanceof Callee.Companion companion
        ? joint(call, companion, adjoints, seed)
        : split(call, (Callee.Local) call.callee(), adjoints, seed);
  }

  private CustomCall byHand(Callee.Custom callee) {
    return new CustomCall(callee, storage, shadows, fresh, array -> carries(array));
  }

  /** A method of this file: its reverse sweep reads what its forward sweep kept. */
  private Reverse split(
      Stmt.CallStatement call, Callee.Local callee, Adjoints adjoints, Expr seed) {
    Function function = variants.function(callee.key());
    List<Boolean> active = new ArrayList<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      Function.Parameter parameter = function.parameters().get(k);
      Expr argument = call.arguments().get(k);
      boolean is = !parameter.data() && parameter.variable().type().isDifferentiable();
      if (argument.type().isArray()) {
        is = is && carries(argument);
      } else {
        is = is && adjoints.isVaried(argument);
      }
      active.add(is);
    }
    Variants.Version version =
        new Variants.Version(
            callee.key(),
            active,
            seed != null,
            groups(call),
            sharedRows(call),
            variants.isStrict(function, strict));
    versions.put(call, version);
    List<Expr> arguments = reverseArguments(call, function, active);
    if (seed != null && !handsBackAdjoint(call)) {
      arguments.add(seed);
    }
    List<Integer> scalars = version.activeScalars(function);
    List<Expr> seeds = new ArrayList<>(java.util.Collections.nCopies(active.size(), null));
    List<Variable> results = new ArrayList<>();
    for (int k : scalars) {
      Variable parameter = function.parameters().get(k).variable();
      Variable result = fresh.variable(parameter.name() + "Adjoint", parameter.type());
      results.add(result);
      seeds.set(k, Exprs.read(result));
    }
    List<Stmt> code = new ArrayList<>();
    boolean single = results.size() == 1;
    Type type = single ? results.get(0).type() : Type.VoidType.VOID;
    Callee pending = new Callee.Generated("", PENDING, type, true);
    if (single) {
      code.add(new Stmt.Declare(results.get(0), null, Span.NONE));
    }
    code.add(new Stmt.CallStatement(single ? results.get(0) : null, pending, arguments, Span.NONE));
    for (int k = results.size() - 1; !single && k >= 0; k--) {
      code.add(new Stmt.Declare(results.get(k), new Expr.Pop(results.get(k).type()), Span.NONE));
    }
    return new Reverse(code, seeds, Set.of(), false);
  }

  private boolean carries(Expr array) {
    Variable place = storage.of(array);
    return place != null && carries(place);
  }

  private boolean carries(Variable place) {
    return place.type().isDifferentiable() && activity.everVaried().contains(place);
  }

  @Override
  public boolean travels(Stmt.CallStatement call) {
    if (!(call.callee() instanceof Callee.Local local)) {
      return false;
    }
    for (int k = 0; k < call.arguments().size(); k++) {
      if (call.arguments().get(k).type().isArray()
          && carries(call.arguments().get(k))
          && moves(call, local, k)) {
        return true;
      }
    }
    return handsBackAdjoint(call);
  }

  /** Whether the callee's version takes the adjoint of an array with it in its forward sweep. */
  private boolean moves(Stmt.CallStatement call, Callee.Local callee, int position) {
    List<Integer> groups = groups(call);
    for (int k = 0; k < call.arguments().size(); k++) {
      boolean same =
          k == position || !groups.isEmpty() && groups.get(k).equals(groups.get(position));
      if (same && variants.links().of(callee.key(), k).moves()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the callee makes the adjoint of its result in its forward sweep. */
  private boolean handsBackAdjoint(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Local local
        && call.target() != null
        && call.target().type().isArray()
        && carries(storage.of(call.target()))
        && variants.links().ofResult(local.key()).moves();
  }

  /**
   * Which arguments may be one array; empty when none are, or when the callee writes none of them,
   * so that it does not matter.
   */
  private List<Integer> groups(Stmt.CallStatement call) {
    Set<Integer> writes = effects.writes(call.callee());
    List<Integer> groups = new ArrayList<>();
    boolean shared = false;
    for (int k = 0; k < call.arguments().size(); k++) {
      groups.add(first(call, k));
    }
    for (int k = 0; k < groups.size(); k++) {
      for (int j = 0; j < k; j++) {
        shared |= groups.get(j).equals(groups.get(k)) && (writes.contains(j) || writes.contains(k));
      }
    }
    return shared ? groups : List.of();
  }

  /**
   * The arguments in which two rows may be one array, where that matters: the callee writes them.
   */
  private Set<Integer> sharedRows(Stmt.CallStatement call) {
    Set<Integer> shared = new TreeSet<>();
    for (int k : effects.writes(call.callee())) {
      Variable place = storage.of(call.arguments().get(k));
      boolean rows = call.arguments().get(k).type().rank() > 1;
      if (rows && place != null && storage.mayShareRows(place)) {
        shared.add(k);
      }
    }
    return shared;
  }

  private int first(Stmt.CallStatement call, int position) {
    Expr argument = call.arguments().get(position);
    for (int k = 0; k < position && argument.type().isArray(); k++) {
      Expr other = call.arguments().get(k);
      if (other.type().isArray()
          && storage.of(argument) != null
          && storage.of(argument).equals(storage.of(other))) {
        return k;
      }
    }
    return position;
  }

  private List<Expr> reverseArguments(
      Stmt.CallStatement call, Function function, List<Boolean> active) {
    List<Expr> arguments = new ArrayList<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      if (variants.isPassedAgain(function, k)) {
        arguments.add(argument);
        if (active.get(k) && argument.type().isArray()) {
          arguments.add(shadows.of(argument));
        }
      }
    }
    return arguments;
  }

  /** A method with a companion: its backward method runs the primal again. */
  private Reverse joint(
      Stmt.CallStatement call, Callee.Companion callee, Adjoints adjoints, Expr seed) {
    List<Expr> arguments = new ArrayList<>();
    List<Expr> seeds =
        new ArrayList<>(java.util.Collections.nCopies(call.arguments().size(), null));
    Set<Need> reads = new LinkedHashSet<>();
    boolean scalars = !callee.recordName().isEmpty();
    Type record = new Type.ReferenceType(callee.companion() + "." + callee.recordName());
    Variable result = scalars ? fresh.variable(callee.key().name() + "Backward", record) : null;
    List<Stmt> code = new ArrayList<>();
    int scalar = 0;
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      arguments.add(argument);
      Need.collect(argument, storage, reads);
      if (argument.type().isArray() && storage.of(argument) != null) {
        Need.collectArgument(argument, storage, reads);
        reads.add(new Need.Elements(storage.of(argument)));
      }
      if (!callee.wrt().contains(k)) {
        boolean lost =
            argument.type().isDifferentiable()
                && (argument.type().isArray() ? carries(argument) : adjoints.isVaried(argument));
        if (lost) {
          int receivers = call.arguments().size() - callee.key().parameterTypes().size();
          problems.add(
              Message.NOT_DIFFERENTIATED_BY,
              call.span(),
              callee.key().signature(),
              k + 1 - receivers);
        }
      } else if (argument.type().isArray()) {
        arguments.add(carries(argument) ? shadows.of(argument) : new Expr.Scratch(argument));
      } else if (argument.type().isMatrix()) {
        Variable given = fresh.variable("givenAdjoint", argument.type());
        code.add(new Stmt.Declare(given, new Expr.Fresh(argument, false), Span.NONE));
        arguments.add(Exprs.read(given));
        seeds.set(k, Exprs.read(given));
      } else {
        String name = callee.scalarNames().get(scalar++);
        seeds.set(k, new Expr.Component(Exprs.read(result), name, argument.type()));
      }
    }
    if (callee.returnType() != Type.VoidType.VOID) {
      arguments.add(seed != null ? seed : Exprs.zero(callee.returnType()));
    }
    Type type = scalars ? record : callee.returnType();
    Callee backward = new Callee.Generated(callee.companion(), callee.backward(), type, true);
    if (scalars) {
      code.add(new Stmt.Declare(result, null, Span.NONE));
    }
    code.add(new Stmt.CallStatement(result, backward, arguments, Span.NONE));
    return new Reverse(code, seeds, reads, true);
  }

  // ---------------------------------------------------------------- needs

  @Override
  public boolean hasReverse(Stmt.CallStatement call, Set<Integer> kept) {
    return versions.containsKey(call) || !kept.isEmpty();
  }

  @Override
  public Set<Integer> readsElements(Stmt.CallStatement call) {
    if (!(call.callee() instanceof Callee.Local local)) {
      return Set.of();
    }
    Set<Integer> arrays = new TreeSet<>(variants.reads(version(call, local)));
    arrays.removeIf(k -> !call.arguments().get(k).type().isArray());
    return arrays;
  }

  @Override
  public boolean isPassedAgain(Stmt.CallStatement call, int position) {
    return call.callee() instanceof Callee.Local local
        ? variants.isPassedAgain(variants.function(local.key()), position)
            || repeated.of(call, version(call, local)).contains(position)
        : call.arguments().get(position).type().isArray();
  }

  private Variants.Version version(Stmt.CallStatement call, Callee.Local callee) {
    Variants.Version known = versions.get(call);
    if (known != null) {
      return known;
    }
    List<Boolean> none = java.util.Collections.nCopies(call.arguments().size(), false);
    boolean policy = variants.isStrict(variants.function(callee.key()), strict);
    return new Variants.Version(callee.key(), none, false, groups(call), sharedRows(call), policy);
  }

  // ---------------------------------------------------------------- sites

  @Override
  public List<Stmt> forward(Stmt.CallStatement call, Set<Integer> kept) {
    if (call.callee() instanceof Callee.Custom custom) {
      List<Stmt> out = new ArrayList<>(byHand(custom).distinctArguments(call, problems));
      out.addAll(
          new CheckedCall(call, custom.key().name(), storage, fresh).code(effects.writes(custom)));
      return out;
    }
    if (call.callee() instanceof Callee.Companion companion) {
      return new CheckedCall(call, companion.key().name(), storage, fresh)
          .code(effects.writes(companion));
    }
    if (call.callee() instanceof Callee.Constant constant
        && call.target() != null
        && call.target().type().isDifferentiable()
        && call.target().type().isArray()
        && !layout.elementWrites(storage.of(call.target())).isEmpty()) {
      return new CheckedCall(call, constant.key().name(), storage, fresh).code(Set.of());
    }
    if (!(call.callee() instanceof Callee.Local local)) {
      return List.of(call);
    }
    List<Stmt> out = new ArrayList<>(requireObject(call, variants.function(local.key()), caller));
    if (kept == null) {
      out.add(
          new Stmt.CallStatement(
              call.target(), variants.primal(local), call.arguments(), call.span()));
      return out;
    }
    Variants.Version version = version(call, local);
    List<Expr> arguments = new ArrayList<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      arguments.add(argument);
      if (argument.type().isArray() && version.active().get(k) && moves(call, local, k)) {
        arguments.add(shadows.of(argument));
      }
    }
    Callee callee = variants.forward(split(call, local, kept), local.returnType());
    out.add(new Stmt.CallStatement(call.target(), callee, arguments, call.span()));
    return out;
  }

  /**
   * A call on another object fails when there is none, also where the callee reads none of its
   * fields.
   */
  static List<Stmt> requireObject(Stmt.CallStatement call, Function callee, Function caller) {
    boolean instance = callee.parameters().stream().anyMatch(Function.Parameter::isReceiver);
    boolean reads =
        callee.parameters().stream()
            .anyMatch(each -> each.isField() && each.source() instanceof Expr.FieldRead);
    boolean own =
        instance
            && caller.parameters().stream()
                .anyMatch(
                    each -> each.isReceiver() && each.source().equals(call.arguments().get(0)));
    return instance && !reads && !own
        ? List.of(
            new Stmt.RuntimeCall(
                "java.util.Objects", "requireNonNull", List.of(call.arguments().get(0)), Span.NONE))
        : List.of();
  }

  @Override
  public Expr resultAdjoint(Stmt.CallStatement call) {
    Expr target = Exprs.read(call.target());
    if (!(call.callee() instanceof Callee.Constant)) {
      return handsBackAdjoint(call) ? new Expr.Pop(target.type()) : Travel.zerosLike(target);
    }
    return Travel.zerosLike(target);
  }

  @Override
  public List<Stmt> reverse(Stmt.CallStatement call, List<Stmt> code, Set<Integer> kept) {
    List<Stmt> out = new ArrayList<>();
    if (!versions.containsKey(call)) {
      out.addAll(code);
      if (!kept.isEmpty()) {
        out.addAll(restore(call, kept));
      }
      return out;
    }
    Callee.Local local = (Callee.Local) call.callee();
    String name = variants.reverse(split(call, local, kept));
    for (Stmt stmt : code) {
      if (stmt instanceof Stmt.CallStatement inner
          && inner.callee() instanceof Callee.Generated callee
          && callee.name().equals(PENDING)) {
        Callee named = new Callee.Generated("", name, callee.returnType(), true);
        List<Expr> arguments = repeated.with(call, versions.get(call), inner.arguments());
        out.add(new Stmt.CallStatement(inner.target(), named, arguments, inner.span()));
      } else {
        out.add(stmt);
      }
    }
    return out;
  }

  @Override
  public List<Stmt> restore(Stmt.CallStatement call, Set<Integer> kept) {
    Callee.Local local = (Callee.Local) call.callee();
    Variants.Version version = version(call, local);
    Callee callee =
        new Callee.Generated(
            "", variants.reverse(split(call, local, kept)), Type.VoidType.VOID, true);
    List<Expr> arguments = reverseArguments(call, variants.function(local.key()), version.active());
    return List.of(
        new Stmt.CallStatement(null, callee, repeated.with(call, version, arguments), Span.NONE));
  }

  private Variants.Split split(Stmt.CallStatement call, Callee.Local callee, Set<Integer> kept) {
    Variants.Version version = version(call, callee);
    return new Variants.Split(version, kept, repeated.of(call, version));
  }
}
