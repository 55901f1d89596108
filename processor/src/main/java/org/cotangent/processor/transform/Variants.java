package org.cotangent.processor.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Activity;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Explanation;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Links;
import org.cotangent.processor.analysis.MethodFacts;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The versions of the methods of one file that its companion needs: for each set of differentiated
 * parameters, and for each set of arrays that have to be put back, a forward and a reverse method;
 * and plain copies for calls that carry no derivative.
 */
final class Variants {

  /**
   * A method with the question what it is differentiated by.
   *
   * @param active for each parameter whether its adjoint is wanted
   * @param resultActive whether the result has an adjoint
   * @param groups for each parameter the first one that may be the same array; empty when all
   *     differ
   * @param sharedRows the parameters in which two rows may be one array
   * @param strict whether singular points follow the STRICT policy: an annotated method's own, and
   *     that of the caller for others
   */
  record Version(
      MethodKey method,
      List<Boolean> active,
      boolean resultActive,
      List<Integer> groups,
      Set<Integer> sharedRows,
      boolean strict) {
    Version {
      active = List.copyOf(active);
      groups = List.copyOf(groups);
      sharedRows = Set.copyOf(sharedRows);
    }

    /** For arguments that are different arrays of different rows. */
    Version(MethodKey method, List<Boolean> active, boolean resultActive, boolean strict) {
      this(method, active, resultActive, List.of(), Set.of(), strict);
    }

    /** The positions of the differentiated parameters that are no arrays. */
    List<Integer> activeScalars(Function function) {
      List<Integer> found = new ArrayList<>();
      for (int k = 0; k < active.size(); k++) {
        if (active.get(k) && !function.parameters().get(k).variable().type().isArray()) {
          found.add(k);
        }
      }
      return found;
    }
  }

  /**
   * The two halves of a version.
   *
   * @param kept the array parameters that have to be put back
   * @param repeated the number parameters that the reverse half is given again
   */
  record Split(Version version, Set<Integer> kept, Set<Integer> repeated) {
    Split {
      kept = Collections.unmodifiableSet(new TreeSet<>(kept));
      repeated = Collections.unmodifiableSet(new TreeSet<>(repeated));
    }
  }

  private final SourceUnit unit;
  private final Outline.Result outline;
  private final List<Normal> normals = new ArrayList<>();
  private final Links links;
  private final Effects effects;
  private final Differentiability derivatives;
  private final Problems problems;
  private final Set<Optimization> optimizations;
  private final Journal journal;
  private final Map<Version, Prepared> prepared = new HashMap<>();
  private final Map<Version, CallContext> contexts = new HashMap<>();
  private final Map<Split, String> names = new LinkedHashMap<>();
  private final Map<MethodKey, String> primals = new LinkedHashMap<>();
  private final Deque<Runnable> pending = new ArrayDeque<>();
  private final ElementReads elementReads;
  private final Map<MethodKey, Set<Variable>> assigned = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final LoopDepths depths;
  private final List<Companion.GeneratedFunction> functions = new ArrayList<>();

  Variants(
      SourceUnit given,
      Differentiability derivatives,
      Set<Optimization> optimizations,
      Problems problems,
      Journal journal) {
    this.optimizations = optimizations;
    this.journal = journal;
    this.outline = Outline.apply(given);
    this.unit = outline.unit();
    List<Links.Method> methods = new ArrayList<>();
    for (Function function : unit.helpers()) {
      Normal normal = References.apply(Normalise.apply(function));
      normals.add(normal);
      methods.add(new Links.Method(function, normal.body(), normal.result()));
    }
    this.links = Links.of(methods);
    this.effects = Effects.of(methods, links);
    this.derivatives = derivatives;
    this.problems = problems;
    this.depths = new LoopDepths(outline);
    this.elementReads =
        new ElementReads(
            this, wants(Optimization.UNREAD_ARRAYS), wants(Optimization.REPEATED_ARGUMENTS));
    for (SourceUnit.Target target : unit.targets()) {
      taken.add(target.function().key().name() + "Gradient");
      taken.add(target.function().key().name() + "Backward");
      if (target.jacobian()) {
        taken.add(target.function().key().name() + "Jacobian");
        taken.add(target.function().key().name() + "JacobianInto");
        taken.add(target.function().key().name() + "JacobianRows");
      }
    }
  }

  /**
   * Whether every method of the file uses its arrays in a way that the reverse sweep can follow.
   */
  boolean check() {
    Aliases aliases = Aliases.none(links);
    for (Normal normal : normals) {
      new ArrayRules(normal, aliases, effects, this::function, problems).check();
    }
    new ReplayRules(outline, effects, links).check().forEach(problems::add);
    return !problems.hasErrors();
  }

  /** What a method stands for that was made of something checkpointed; null for any other. */
  Replay replay(MethodKey key) {
    return outline.replays().get(key);
  }

  /** Whether a method runs where no loop is around, but one that runs again. */
  boolean runsOutsideLoops(MethodKey key) {
    return depths.isOutside(key);
  }

  /** Whether an optimisation is asked for. */
  boolean wants(Optimization optimization) {
    return optimizations.contains(optimization);
  }

  /** What finds the loops of a method that keep their values in blocks. */
  BlockedLoops blocks(Prepared method) {
    return new BlockedLoops(
        wants(Optimization.TAPE_BLOCKS),
        new ArrayCopies(method.storage(), wants(Optimization.ARRAY_COPIES)),
        method.fresh(),
        journal);
  }

  /** Two sweeps with what makes their loops faster. */
  BothSweeps withFastLoops(Version version, BothSweeps sweeps) {
    Prepared method = prepare(version);
    BothSweeps fast = sweeps.mapped(SummedExponentials::values);
    if (wants(Optimization.IDLE_LOOPS) && !version.strict()) {
      fast = fast.mapped(new IdleLoops(method.shadows(), journal)::apply);
    }
    return wants(Optimization.ELEMENT_LOCALS)
        ? fast.mapped(new ElementLocals(method, journal)::apply)
        : fast;
  }

  Function function(MethodKey key) {
    return unit.function(key).orElseThrow(() -> new IllegalStateException("no body of " + key));
  }

  /** The policy at singular points of a method that is called by one of this policy. */
  boolean isStrict(Function callee, boolean caller) {
    return unit.isTarget(callee.key()) ? callee.strict() : caller;
  }

  /** Makes every version that was asked for, and those that they ask for. */
  List<Companion.GeneratedFunction> finish() {
    while (!pending.isEmpty()) {
      pending.removeFirst().run();
    }
    return functions;
  }

  // ---------------------------------------------------------------- preparing

  /** Normalises and analyses a method for one version; once. */
  Prepared prepare(Version version) {
    Prepared known = prepared.get(version);
    if (known == null) {
      known = prepareAnew(version);
      prepared.put(version, known);
    }
    return known;
  }

  CallContext context(Version version) {
    prepare(version);
    return contexts.get(version);
  }

  private Prepared prepareAnew(Version version) {
    Function function = function(version.method());
    Aliases aliases = new Aliases(links, version.groups(), version.sharedRows());
    Normal normal = Structure.apply(References.apply(Normalise.apply(function)), effects, aliases);
    Stmt.Block body = normal.body();
    while (true) {
      Prepared result = analyse(version, normal, body, aliases);
      Stmt.Block changed = body;
      if (wants(Optimization.RUNNING_EXTREMES)) {
        changed = RunningExtremes.once(result, effects, version.strict(), journal);
      }
      if (changed == body && wants(Optimization.SHARED_VALUES) && !version.strict()) {
        changed = SummedExponentials.once(result, journal);
      }
      if (changed == body) {
        changed = Hoist.once(body, result.snippets(), normal.fresh());
      }
      if (changed == body) {
        return result;
      }
      body = Structure.flags(normal.withBody(changed), effects, aliases);
    }
  }

  private Prepared analyse(Version version, Normal normal, Stmt.Block body, Aliases aliases) {
    Function function = normal.function();
    Fresh fresh = normal.fresh();
    Storage storage = aliases.storage(normal, body);
    Layout layout = new Layout(body, storage, effects);
    Ends ends = ends(version, function, normal.result(), storage);
    Activity activity =
        Activity.of(storage, effects, derivatives, body, ends.independent(), ends.dependent());
    Shadows shadows = new Shadows(fresh);
    CallContext context =
        new CallContext(
            this,
            function,
            version.strict(),
            storage,
            layout,
            activity,
            shadows,
            fresh,
            effects,
            problems);
    Snippets snippets =
        new Snippets(
            storage,
            layout,
            activity,
            derivatives,
            shadows,
            fresh,
            version.strict(),
            context,
            wants(Optimization.SHARED_VALUES)
                ? Optional.of(new SharedValues(body, layout, journal))
                : Optional.empty(),
            new Exponentials(body));
    contexts.put(version, context);
    Set<Variable> given = new LinkedHashSet<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable parameter = function.parameters().get(k).variable();
      if (version.active().get(k) && parameter.type().isArray()) {
        given.add(shadows.of(parameter));
      }
      if (version.active().get(k) && parameter.type().isMatrix() && unit.isTarget(function.key())) {
        // the adjoint that a caller gives has the plain name
        shadows.bind(parameter, fresh.variable(parameter.name() + "Share", parameter.type()));
      }
    }
    return new Prepared(
        function,
        body,
        normal.result(),
        fresh,
        storage,
        layout,
        activity,
        shadows,
        snippets,
        given,
        new LinkedHashMap<>());
  }

  /** The places that are varied on entry, and those that are useful on exit. */
  private record Ends(Set<Variable> independent, Set<Variable> dependent) {}

  private Ends ends(Version version, Function function, Expr result, Storage storage) {
    Ends ends = new Ends(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable parameter = function.parameters().get(k).variable();
      if (version.active().get(k)) {
        ends.independent().add(storage.of(parameter));
        if (effects.writes(function.key()).contains(k)) {
          ends.dependent().add(storage.of(parameter));
        }
      }
    }
    if (version.resultActive() && result != null && storage.of(result) != null) {
      ends.dependent().add(storage.of(result));
    }
    return ends;
  }

  /** Where decisions are written down. */
  Journal journal() {
    return journal;
  }

  /**
   * Writes down what was found out about the versions that were made.
   *
   * @param entries for each annotated method its generated methods, as the journal names them
   */
  void explain(Map<MethodKey, List<String>> entries) {
    if (!journal.isOn()) {
      return;
    }
    for (SourceUnit.Target target : unit.targets()) {
      Version version = EntryMethods.version(target.function());
      explain(version, entries.getOrDefault(target.function().key(), List.of()));
    }
    Map<Version, List<String>> made = new LinkedHashMap<>();
    names.forEach(
        (split, name) -> {
          List<String> both = made.computeIfAbsent(split.version(), key -> new ArrayList<>());
          both.add(name + "Forward");
          both.add(name + "Reverse");
        });
    made.forEach(this::explain);
  }

  private void explain(Version version, List<String> generated) {
    Prepared method = prepare(version);
    Function function = method.function();
    Ends ends = ends(version, function, method.result(), method.storage());
    Explanation explanation =
        new Explanation(
            function,
            method.body(),
            method.storage(),
            effects,
            derivatives,
            method.activity(),
            ends.independent(),
            ends.dependent());
    List<String> by = new ArrayList<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      if (version.active().get(k)) {
        by.add(function.parameters().get(k).variable().name());
      }
    }
    journal.method(
        new MethodFacts(
            function.key(),
            function.span(),
            by,
            generated,
            explanation.variables(Stmts.declared(function.body())),
            explanation.graph()));
  }

  /** Plans what an annotated method keeps: its caller's adjoints have the rows of the start. */
  SavePlan plan(Version version) {
    return planFused(version, Set.of());
  }

  /**
   * The same where the iterations of some loops are reversed one by one.
   *
   * @param fused these loops
   */
  SavePlan planFused(Version version, Set<Stmt> fused) {
    Prepared method = prepare(version);
    Set<Need> atEntry = new LinkedHashSet<>();
    for (Function.Parameter parameter : method.function().parameters()) {
      if (parameter.variable().type().rank() > 1) {
        atEntry.add(new Need.Rows(method.storage().of(parameter.variable())));
      }
    }
    return plan(version, method, atEntry, fused);
  }

  /** Plans what a version keeps; {@code kept} are the array parameters that have to be put back. */
  SavePlan plan(Version version, Set<Integer> kept) {
    Prepared method = prepare(version);
    Set<Need> atEntry = new LinkedHashSet<>();
    for (int k : kept) {
      Variable parameter = method.function().parameters().get(k).variable();
      Variable place = method.storage().of(parameter);
      atEntry.add(
          wants(Optimization.UNREAD_ARRAYS) ? new Need.Entry(place) : new Need.Elements(place));
      atEntry.add(new Need.Rows(method.storage().of(parameter)));
    }
    return plan(version, method, atEntry, Set.of());
  }

  private SavePlan plan(Version version, Prepared method, Set<Need> atEntry, Set<Stmt> fused) {
    Recompute recompute = new Recompute(method.layout(), wants(Optimization.RECOMPUTED_VALUES));
    return SavePlan.of(
        method.body(),
        atEntry,
        method.storage(),
        effects,
        method.layout(),
        recompute,
        method.snippets(),
        context(version),
        fused,
        new CoveringWrites(
            method.body(), method.layout(), method.storage(), wants(Optimization.COVERING_WRITES)),
        new UndoneUpdates(recompute, wants(Optimization.UNDONE_UPDATES)));
  }

  /**
   * The positions of the array parameters whose final elements the reverse sweep of a version
   * reads, and of the numbers that it reads and may be given again.
   */
  Set<Integer> reads(Version version) {
    return elementReads.of(version);
  }

  // ---------------------------------------------------------------- names

  /** The forward half. */
  Callee forward(Split split, Type returnType) {
    return new Callee.Generated("", name(split) + "Forward", returnType, true);
  }

  /** The name of the reverse half. */
  String reverse(Split split) {
    return name(split) + "Reverse";
  }

  private String name(Split split) {
    String known = names.get(split);
    if (known == null) {
      known = unique(split.version().method().name(), "Forward", "Reverse");
      names.put(split, known);
      String name = known;
      pending.add(() -> functions.addAll(new SplitMethods(this, split, name).make()));
    }
    return known;
  }

  private String unique(String name, String... suffixes) {
    String tried = name;
    for (int k = 2; clashes(tried, suffixes); k++) {
      tried = name + k;
    }
    for (String suffix : suffixes) {
      taken.add(tried + suffix);
    }
    return tried;
  }

  private boolean clashes(String name, String[] suffixes) {
    for (String suffix : suffixes) {
      if (taken.contains(name + suffix)) {
        return true;
      }
    }
    return false;
  }

  /** A copy of a method without derivatives: the original may be private. */
  Callee primal(Callee.Local callee) {
    String known = primals.get(callee.key());
    if (known == null) {
      known = unique(callee.key().name(), "");
      primals.put(callee.key(), known);
      String name = known;
      pending.add(() -> functions.add(copy(function(callee.key()), name)));
    }
    return new Callee.Generated("", known, callee.returnType(), false);
  }

  private Companion.GeneratedFunction copy(Function function, String name) {
    Stmt.Block body =
        Stmts.expand(
            function.body(),
            (original, stmt) -> {
              if (!(stmt instanceof Stmt.CallStatement call)
                  || !(call.callee() instanceof Callee.Local local)) {
                return List.of(stmt);
              }
              List<Stmt> out =
                  new ArrayList<>(CallContext.requireObject(call, function(local.key()), function));
              out.add(
                  new Stmt.CallStatement(
                      call.target(), primal(local), call.arguments(), call.span()));
              return out;
            });
    return new Companion.GeneratedFunction(
        name,
        parameters(function),
        function.returnType(),
        body,
        Companion.Visibility.PRIVATE,
        List.of(),
        Optional.empty());
  }

  /**
   * Whether the reverse method of a helper is given a parameter again, like an array: an object, or
   * a field, that the helper does not assign.
   */
  boolean isPassedAgain(Function function, int position) {
    Function.Parameter parameter = function.parameters().get(position);
    Type type = parameter.variable().type();
    boolean kept = parameter.isField() || !(type instanceof Type.Primitive);
    return type.isArray() || kept && !assigned(function).contains(parameter.variable());
  }

  /**
   * Whether the reverse method of a helper could be given a parameter again where a call can give
   * it: a number that the helper does not assign.
   */
  boolean mayBeRepeated(Function function, int position) {
    Variable parameter = function.parameters().get(position).variable();
    return wants(Optimization.REPEATED_ARGUMENTS)
        && parameter.type() instanceof Type.Primitive
        && !isPassedAgain(function, position)
        && !assigned(function).contains(parameter)
        && replay(function.key()) == null;
  }

  private Set<Variable> assigned(Function function) {
    return assigned.computeIfAbsent(function.key(), key -> Stmts.assigned(function.body()));
  }

  /** The parameters, those that stand for the receiver and its fields first. */
  static List<Variable> parameters(Function function) {
    List<Variable> parameters = new ArrayList<>();
    function.parameters().forEach(parameter -> parameters.add(parameter.variable()));
    return parameters;
  }

  Effects effects() {
    return effects;
  }

  Links links() {
    return links;
  }
}
