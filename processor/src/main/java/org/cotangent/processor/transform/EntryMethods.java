package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The public methods of one annotated method: {@code xBackward} and, for a scalar result, {@code
 * xGradient}.
 */
final class EntryMethods {

  private final Variants variants;
  private final SourceUnit.Target target;
  private final String className;
  private final Function function;
  private final String name;
  private final Companion.Visibility visibility;
  private final Variants.Version version;
  private final Prepared method;
  private final Fresh fresh;
  private final Variable seed;
  private final List<Variable> parameters = new ArrayList<>();
  private final List<Variable> plain = new ArrayList<>();
  private final List<Stmt.Declare> fields = new ArrayList<>();
  private final List<Variable> scalars = new ArrayList<>();
  private final Map<Variable, Variable> rowAdjoints = new LinkedHashMap<>();
  private final Map<Variable, Variable> matrices = new LinkedHashMap<>();
  private final Type.GeneratedRecord backwardRecord;
  private final RecordResult recordResult;
  private final List<Companion.RecordDeclaration> records = new ArrayList<>();
  private final List<Companion.GeneratedFunction> functions = new ArrayList<>();
  private final Overloads overloads;
  private boolean backwardUsesTape;

  /**
   * @param recordResult the record that the user's method returns; null when it returns none
   */
  EntryMethods(
      Variants variants, SourceUnit.Target target, String className, RecordResult recordResult) {
    this.variants = variants;
    this.target = target;
    this.className = className;
    this.recordResult = recordResult;
    this.function = target.function();
    this.name = function.key().name();
    this.visibility =
        target.isPublic() ? Companion.Visibility.PUBLIC : Companion.Visibility.PACKAGE;
    boolean returns = function.returnType() != Type.VoidType.VOID;
    this.version = version(function);
    this.method = variants.prepare(version);
    this.fresh = method.fresh();
    Variable tape = SplitMethods.tape(fresh);
    this.overloads = new Overloads(tape, visibility, fresh, functions);
    // the components of a record's seed are parameters already
    this.seed =
        returns && recordResult == null ? fresh.variable("seed", function.returnType()) : null;
    this.backwardRecord = new Type.GeneratedRecord(target.recordPrefix() + "Backward");
    signature();
  }

  /** An annotated method with all that it is differentiated by. */
  static Variants.Version version(Function function) {
    return new Variants.Version(
        function.key(),
        function.parameters().stream().map(Function.Parameter::differentiated).toList(),
        function.returnType() != Type.VoidType.VOID,
        function.strict());
  }

  private void signature() {
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (parameter.isField()) {
        fields.add(new Stmt.Declare(variable, parameter.source(), Span.NONE));
      } else {
        parameters.add(variable);
        plain.add(variable);
      }
      if (parameter.differentiated() && variable.type().takesAdjoint()) {
        parameters.add(givenAdjoint(variable));
      } else if (parameter.differentiated()) {
        scalars.add(variable);
      }
    }
    if (seed != null) {
      parameters.add(seed);
    }
  }

  /**
   * The adjoint that the caller gives. Where rows move, the code works on adjoints of its own: the
   * caller's stay in the order of the parameter. So it does for a matrix: what is given is added to
   * when all is computed.
   */
  private Variable givenAdjoint(Variable variable) {
    if (variable.type().isMatrix()) {
      return matrices.computeIfAbsent(variable, this::given);
    }
    if (variable.type().rank() == 1 || !method.storage().storesRows(variable)) {
      return method.shadows().of(variable);
    }
    return rowAdjoints.computeIfAbsent(variable, this::given);
  }

  private Variable given(Variable variable) {
    Variable given = fresh.variable(variable.name() + "Adjoint", variable.type());
    method.shadows().given(variable, given);
    return given;
  }

  List<Companion.RecordDeclaration> records() {
    return records;
  }

  List<Companion.GeneratedFunction> functions() {
    return functions;
  }

  /** Names that Java does not allow for a component of a record (JLS 8.10.1). */
  static final Set<String> RESERVED =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /** Reports parameters that cannot have a component of their name. */
  static boolean check(Function function, Problems problems) {
    boolean fine = true;
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.differentiated() && RESERVED.contains(parameter.variable().name())) {
        problems.add(Message.COMPONENT_NAME, function.span(), parameter.variable().name());
        fine = false;
      }
    }
    return fine;
  }

  void make() {
    backward();
    List<Companion.RecordDeclaration> backwardRecords = List.copyOf(records);
    List<Companion.GeneratedFunction> backward = List.copyOf(functions);
    if (function.returnType().isFloating() && recordResult == null) {
      records.clear();
      functions.clear();
      gradient();
      records.addAll(backwardRecords);
      functions.addAll(backward);
    }
  }

  private String link() {
    return "{@code " + className + "." + name + "}";
  }

  /** The name of the component that holds the primal's value; parameters keep theirs. */
  static String valueName(List<Variable> components) {
    List<String> taken = components.stream().map(Variable::name).toList();
    return Stream.of("value", "result", "primal", "primalValue")
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no name left for the value beside " + taken));
  }

  // ---------------------------------------------------------------- gradient

  private void gradient() {
    List<Variable> differentiated =
        function.parameters().stream()
            .filter(Function.Parameter::differentiated)
            .map(Function.Parameter::variable)
            .toList();
    Type.GeneratedRecord type = new Type.GeneratedRecord(target.recordPrefix() + "Gradient");
    List<Variable> components = new ArrayList<>();
    components.add(new Variable(valueName(differentiated), function.returnType(), 0));
    differentiated.forEach(v -> components.add(new Variable(v.name(), v.type(), v.number())));
    records.add(
        new Companion.RecordDeclaration(
            type.name(),
            components,
            visibility,
            List.of(
                "The value of "
                    + link()
                    + " and its derivatives by "
                    + names(differentiated)
                    + ".")));
    List<Stmt> body = new ArrayList<>();
    fields.stream()
        .filter(field -> differentiated.contains(field.variable()))
        .filter(field -> field.variable().type().takesAdjoint())
        .forEach(body::add);
    List<Expr> arguments = new ArrayList<>();
    for (Variable parameter : parameters) {
      Variable primal = method.shadows().primal(parameter);
      if (primal != null) {
        body.add(new Stmt.Declare(parameter, new Expr.Fresh(Exprs.read(primal), false), Span.NONE));
      }
      Type result = function.returnType();
      arguments.add(
          parameter.equals(seed)
              ? Algebra.convert(Expr.Literal.of(1.0, Type.Primitive.DOUBLE), result)
              : Exprs.read(parameter));
    }
    Type backward = scalars.isEmpty() ? function.returnType() : backwardRecord;
    Variable result = fresh.variable(scalars.isEmpty() ? "value" : "backward", backward);
    Callee callee = new Callee.Generated("", name + "Backward", backward, backwardUsesTape);
    body.add(new Stmt.Declare(result, null, Span.NONE));
    body.add(new Stmt.CallStatement(result, callee, arguments, Span.NONE));
    List<Expr> values = new ArrayList<>();
    values.add(
        scalars.isEmpty()
            ? Exprs.read(result)
            : new Expr.Component(Exprs.read(result), valueName(scalars), function.returnType()));
    for (Variable variable : differentiated) {
      values.add(
          variable.type().takesAdjoint()
              ? Exprs.read(givenAdjoint(variable))
              : new Expr.Component(Exprs.read(result), variable.name(), variable.type()));
    }
    body.add(new Stmt.Return(new Expr.NewRecord(type, values), Span.NONE));
    List<String> doc =
        List.of("The value of " + link() + " and its gradient by " + names(differentiated) + ".");
    overloads.add(name + "Gradient", plain, type, body, doc, Optional.empty());
  }

  static String names(List<Variable> variables) {
    List<String> names = variables.stream().map(v -> "{@code " + v.name() + "}").toList();
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1))
        + " and "
        + names.get(names.size() - 1);
  }

  // ---------------------------------------------------------------- backward

  private void backward() {
    Variable result = Exprs.root(method.result());
    boolean array = result != null && result.type().isArray();
    Travel travel = new Travel(method);
    boolean travels = array && travel.travels(result);
    if (array && !method.storage().moves(result)) {
      Variable place = method.storage().of(result);
      method.initialAdjoints().put(place, new Expr.Fresh(Exprs.read(seed), true));
    } else if (result != null && !array) {
      method
          .initialAdjoints()
          .put(result, seed == null ? Expr.Literal.of(1.0, result.type()) : Exprs.read(seed));
    }
    SavePlan plan = variants.plan(version);
    Map<Stmt, FusedLoop> loops =
        variants.wants(Optimization.FUSED_LOOPS) && recordResult == null
            ? IndependentLoops.find(method, plan, variants.effects())
            : Map.of();
    if (!loops.isEmpty()) {
      plan = variants.planFused(version, loops.keySet());
    }
    new Decisions(variants, version, plan, loops.keySet()).note();
    FusedSweeps fused = new FusedSweeps(method, loops, variants.wants(Optimization.LENT_ARRAYS));
    boolean names = variants.runsOutsideLoops(version.method());
    BothSweeps sweeps =
        variants.withFastLoops(
            version,
            new Sweeps(
                method, plan, variants.context(version), names, fused, variants.blocks(method)));
    KeptRooms rooms = new KeptRooms(fresh);
    List<Stmt> onward = recordResult == null ? rooms.forward(sweeps.forward()) : sweeps.forward();
    List<Stmt> backward = rooms.reverse(sweeps.reverse());
    List<Stmt> body = new ArrayList<>(fields);
    body.addAll(
        new EntryChecks(
                function,
                variants.effects().writes(function.key()),
                recordResult,
                this::givenAdjoint)
            .all());
    boolean lends = variants.links().lends(function.key()) || fused.lends() || rooms.lends();
    Variable mark = lends ? fresh.variable("mark", Type.Primitive.INT) : null;
    if (lends) {
      body.add(new Stmt.Declare(mark, new Expr.Mark(), Span.NONE));
    }
    for (Variable moved : rowAdjoints.keySet()) {
      Expr zeros = Travel.zerosLike(Exprs.read(moved));
      body.add(new Stmt.Declare(method.shadows().of(moved), zeros, Span.NONE));
    }
    FinalArrays finals = new FinalArrays(method, plan, variants.effects());
    body.addAll(finals.before());
    Variable made = recordResult == null ? null : forward(onward, body);
    if (recordResult == null) {
      body.addAll(onward);
    }
    if (array) {
      body.add(EntryChecks.call("requireSeed", Exprs.read(result), Exprs.read(seed)));
    } else if (function.returnType().isMatrix()) {
      body.add(MatrixCalls.call("requireSeed", method.result(), Exprs.read(seed)));
    }
    List<Stmt> reverse = new ArrayList<>();
    for (Map.Entry<Variable, Variable> each : rowAdjoints.entrySet()) {
      Variable moved = each.getKey();
      Variable given = each.getValue();
      reverse.add(check(moved.name(), Exprs.read(moved), Exprs.read(given)));
      Expr own = Exprs.read(method.shadows().of(moved));
      reverse.add(EntryChecks.call("addInto", Exprs.read(given), own));
    }
    if (travels) {
      reverse.add(EntryChecks.call("addInto", Exprs.read(seed), Exprs.read(travel.shadow(result))));
    }
    List<Variable> values = new ArrayList<>(scalars);
    values.addAll(matrices.keySet());
    for (Variable each : values) {
      reverse.add(SplitMethods.adjointDeclaration(method, each));
    }
    reverse.addAll(SplitMethods.inwardAdjoints(method, backward, values));
    reverse.addAll(backward);
    if (recordResult != null) {
      reverse = recordResult.withoutOnes(reverse, method.shadows());
    }
    Expr value = made == null ? value(method, finals, reverse, body) : Exprs.read(made);
    for (Map.Entry<Variable, Variable> each : rowAdjoints.entrySet()) {
      Expr own = Exprs.read(method.shadows().of(each.getKey()));
      reverse.add(EntryChecks.call("copyInto", own, Exprs.read(each.getValue())));
    }
    for (Map.Entry<Variable, Variable> each : matrices.entrySet()) {
      Expr share = Exprs.read(method.shadows().of(each.getKey()));
      reverse.add(MatrixCalls.call("add", Exprs.read(each.getValue()), share));
    }
    List<Stmt> after = new ArrayList<>();
    finals.keep(body, after);
    if (lends) {
      body.addAll(reverse);
      body.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    } else {
      body.addAll(SplitMethods.lend(reverse, fresh));
    }
    body.addAll(after);
    Type type = scalars.isEmpty() ? returned() : backwardRecord;
    if (!scalars.isEmpty()) {
      body.add(new Stmt.Return(record(value), Span.NONE));
    } else if (value != null) {
      body.add(new Stmt.Return(value, Span.NONE));
    }
    backwardUsesTape =
        overloads.add(
            name + "Backward", parameters, type, body, backwardDoc(array), Optional.of(mark()));
  }

  /** What the user's method returns. */
  private Type returned() {
    return recordResult == null ? function.returnType() : recordResult.type();
  }

  /** The forward sweep of a method that returns a record; gives the variable that holds it. */
  private Variable forward(List<Stmt> sweep, List<Stmt> body) {
    List<Stmt> forward = recordResult.withoutSum(sweep);
    body.addAll(forward);
    body.addAll(recordResult.checks());
    Set<Integer> writes = variants.effects().writes(function.key());
    Set<Variable> steady = new LinkedHashSet<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable variable = function.parameters().get(k).variable();
      if (variable.type().isArray() && !writes.contains(k)) {
        steady.add(variable);
      }
    }
    return recordResult.value(forward, steady, fresh, body);
  }

  private List<String> backwardDoc(boolean array) {
    List<String> doc = new ArrayList<>();
    String what =
        seed == null && recordResult == null
            ? "Runs "
                + link()
                + " and takes the adjoints of the arrays it writes back to those of its inputs."
            : "Runs "
                + link()
                + " and passes the adjoint {@code seed} of its result on to the adjoints of its inputs.";
    doc.add(what);
    Set<Integer> writes = writtenAdjoints();
    boolean plain =
        parameters.stream()
            .anyMatch(v -> method.shadows().primal(v) != null && !isWritten(writes, v));
    if (plain) {
      doc.add(
          (writes.isEmpty() ? adjointsGiven() : "The other adjoint arrays")
              + " have the shape of their parameters and are added to, never cleared.");
    }
    if (!writes.isEmpty()) {
      List<Variable> arrays =
          writes.stream().map(k -> function.parameters().get(k).variable()).toList();
      doc.add(
          plain ? 1 : doc.size(),
          "The method writes "
              + names(arrays)
              + ": on entry its adjoint is that of the final elements, on return that of the initial ones.");
    }
    if (array) {
      doc.add("{@code seed} is the adjoint of the returned array and has its length.");
    }
    if (recordResult != null) {
      doc.add(
          "{@code seed} holds the adjoints of the returned record; its arrays have the shapes of"
              + " those, and components that are data are not used.");
    }
    return doc;
  }

  /** The adjoints that are added to. */
  private String adjointsGiven() {
    boolean arrays =
        function.parameters().stream()
            .anyMatch(each -> each.differentiated() && each.variable().type().isArray());
    return matrices.isEmpty()
        ? "Adjoint arrays"
        : arrays ? "Adjoint arrays and matrices" : "Adjoint matrices";
  }

  private boolean isWritten(Set<Integer> writes, Variable adjoint) {
    Variable primal = method.shadows().primal(adjoint);
    return writes.stream().anyMatch(k -> function.parameters().get(k).variable().equals(primal));
  }

  private Set<Integer> writtenAdjoints() {
    Set<Integer> found = new TreeSet<>();
    for (int k : variants.effects().writes(function.key())) {
      if (function.parameters().get(k).differentiated()) {
        found.add(k);
      }
    }
    return found;
  }

  private Companion.Mark mark() {
    // positions are those of the user's own parameters, which come last
    int first = (int) function.parameters().stream().filter(p -> !p.isOwn()).count();
    List<Integer> wrt = new ArrayList<>();
    for (int k = first; k < function.parameters().size(); k++) {
      if (function.parameters().get(k).differentiated()) {
        wrt.add(k - first);
      }
    }
    List<Integer> writes =
        new TreeSet<>(variants.effects().writes(function.key()))
            .stream().map(k -> k - first).toList();
    return new Companion.Mark(function.key().signature(), wrt, writes);
  }

  private Stmt check(String name, Expr array, Expr adjoint) {
    return EntryChecks.check(name, array, adjoint);
  }

  /**
   * What is returned; kept in a variable of its own when the reverse sweep changes what it is made
   * of.
   */
  static Expr value(Prepared method, FinalArrays finals, List<Stmt> reverse, List<Stmt> body) {
    Expr result = method.result();
    if (result == null) {
      return null;
    }
    Variable root = Exprs.root(result);
    if (result.type().isArray() && finals.places().contains(method.storage().of(root))) {
      Variable copy = method.fresh().variable("value", result.type());
      body.add(new Stmt.Declare(copy, new Expr.Fresh(result, true), Span.NONE));
      return Exprs.read(copy);
    }
    if (!Stmts.assigned(Stmt.Block.of(reverse)).contains(root)) {
      return result;
    }
    Variable copy = method.fresh().variable("value", result.type());
    body.add(new Stmt.Declare(copy, result, Span.NONE));
    return Exprs.read(copy);
  }

  private Expr record(Expr value) {
    List<Variable> components = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    if (value != null) {
      components.add(new Variable(valueName(scalars), returned(), 0));
      values.add(value);
    }
    for (Variable scalar : scalars) {
      components.add(new Variable(scalar.name(), scalar.type(), scalar.number()));
      values.add(Exprs.read(method.shadows().of(scalar)));
    }
    String doc =
        value == null
            ? "The adjoints of the scalar parameters of " + link() + "."
            : "The value of " + link() + " and the adjoints of its scalar parameters.";
    records.add(
        new Companion.RecordDeclaration(
            backwardRecord.name(), components, visibility, List.of(doc)));
    return new Expr.NewRecord(backwardRecord, values);
  }
}
