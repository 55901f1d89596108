package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
  private static final String ADJOINTS = "org.cotangent.runtime.Adjoints";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

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
  private final Type.GeneratedRecord backwardRecord;
  private final List<Companion.RecordDeclaration> records = new ArrayList<>();
  private final List<Companion.GeneratedFunction> functions = new ArrayList<>();
  private final Overloads overloads;
  private boolean backwardUsesTape;

  EntryMethods(Variants variants, SourceUnit.Target target, String className) {
    this.variants = variants;
    this.target = target;
    this.className = className;
    this.function = target.function();
    this.name = function.key().name();
    this.visibility =
        target.isPublic() ? Companion.Visibility.PUBLIC : Companion.Visibility.PACKAGE;
    boolean returns = function.returnType() != Type.VoidType.VOID;
    this.version =
        new Variants.Version(
            function.key(),
            function.parameters().stream().map(Function.Parameter::differentiated).toList(),
            returns,
            function.strict());
    this.method = variants.prepare(version);
    this.fresh = method.fresh();
    Variable tape = SplitMethods.tape(fresh);
    this.overloads = new Overloads(tape, visibility, fresh, functions);
    this.seed = returns ? fresh.variable("seed", function.returnType()) : null;
    this.backwardRecord = new Type.GeneratedRecord(target.recordPrefix() + "Backward");
    signature();
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
      if (parameter.differentiated() && variable.type().isArray()) {
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
   * The adjoint array that the caller gives. Where rows move, the code works on adjoints of its
   * own: the caller's stay in the order of the parameter.
   */
  private Variable givenAdjoint(Variable variable) {
    if (variable.type().rank() == 1 || !method.storage().storesRows(variable)) {
      return method.shadows().of(variable);
    }
    return rowAdjoints.computeIfAbsent(
        variable,
        key -> {
          Variable given = fresh.variable(key.name() + "Adjoint", key.type());
          method.shadows().given(key, given);
          return given;
        });
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
    if (function.returnType().isFloating()) {
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
  private static String valueName(List<Variable> components) {
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
        .filter(field -> field.variable().type().isArray())
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
          variable.type().isArray()
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
      method.initialAdjoints().put(result, Exprs.read(seed));
    }
    SavePlan plan = variants.plan(version);
    Sweeps sweeps = new Sweeps(method, plan, variants.context(version));
    List<Stmt> body = new ArrayList<>(fields);
    body.addAll(checks());
    boolean lends = variants.links().lends(function.key());
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
    body.addAll(sweeps.forward());
    if (array) {
      body.add(call("requireSeed", Exprs.read(result), Exprs.read(seed)));
    }
    List<Stmt> reverse = new ArrayList<>();
    rowAdjoints.forEach(
        (moved, given) -> {
          reverse.add(check(moved.name(), Exprs.read(moved), Exprs.read(given)));
          Expr own = Exprs.read(method.shadows().of(moved));
          reverse.add(call("addInto", Exprs.read(given), own));
        });
    if (travels) {
      reverse.add(call("addInto", Exprs.read(seed), Exprs.read(travel.shadow(result))));
    }
    scalars.forEach(v -> reverse.add(SplitMethods.adjointDeclaration(method, v)));
    reverse.addAll(SplitMethods.inwardAdjoints(method, sweeps.reverse(), scalars));
    reverse.addAll(sweeps.reverse());
    Expr value = value(finals, reverse, body);
    rowAdjoints.forEach(
        (moved, given) ->
            reverse.add(
                call("copyInto", Exprs.read(method.shadows().of(moved)), Exprs.read(given))));
    List<Stmt> after = new ArrayList<>();
    finals.keep(body, after);
    if (lends) {
      body.addAll(reverse);
      body.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    } else {
      body.addAll(SplitMethods.lend(reverse, fresh));
    }
    body.addAll(after);
    Type type = scalars.isEmpty() ? function.returnType() : backwardRecord;
    if (!scalars.isEmpty()) {
      body.add(new Stmt.Return(record(value), Span.NONE));
    } else if (value != null) {
      body.add(new Stmt.Return(value, Span.NONE));
    }
    backwardUsesTape =
        overloads.add(
            name + "Backward", parameters, type, body, backwardDoc(array), Optional.of(mark()));
  }

  private List<String> backwardDoc(boolean array) {
    List<String> doc = new ArrayList<>();
    String what =
        seed == null
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
          (writes.isEmpty() ? "Adjoint arrays" : "The other adjoint arrays")
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
    return doc;
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
    return call("requireSameShape", Expr.Literal.of(name, STRING), array, adjoint);
  }

  private static Stmt call(String method, Expr... arguments) {
    return new Stmt.RuntimeCall(ADJOINTS, method, List.of(arguments), Span.NONE);
  }

  /** Shapes of adjoints, and that arrays which the method writes are not given twice. */
  private List<Stmt> checks() {
    List<Stmt> out = new ArrayList<>();
    List<Variable> arrays = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (variable.type().isArray()) {
        arrays.add(variable);
        if (parameter.differentiated()) {
          Variable adjoint = givenAdjoint(variable);
          out.add(check(variable.name(), Exprs.read(variable), Exprs.read(adjoint)));
        }
      }
    }
    Set<Integer> writes = variants.effects().writes(function.key());
    List<Variable> written =
        new TreeSet<>(writes).stream().map(k -> function.parameters().get(k).variable()).toList();
    for (Variable a : written) {
      if (a.type().rank() > 1) {
        out.add(call("requireDistinctRows", name(a), Exprs.read(a)));
      }
      for (Variable b : arrays) {
        boolean done = written.contains(b) && written.indexOf(b) <= written.indexOf(a);
        if (!done && !a.equals(b)) {
          out.addAll(distinct(a, b));
        }
      }
    }
    return out;
  }

  private List<Stmt> distinct(Variable a, Variable b) {
    if (!a.type().leaf().equals(b.type().leaf())) {
      return List.of();
    }
    List<Stmt> out = new ArrayList<>();
    boolean flat = a.type().rank() == 1 && b.type().rank() == 1;
    String check = flat ? "requireDistinct" : "requireDisjoint";
    out.add(call(check, name(a), Exprs.read(a), name(b), Exprs.read(b)));
    if (isDifferentiated(a) && isDifferentiated(b)) {
      Variable first = givenAdjoint(a);
      Variable second = givenAdjoint(b);
      out.add(call(check, name(first), Exprs.read(first), name(second), Exprs.read(second)));
    }
    return out;
  }

  private boolean isDifferentiated(Variable variable) {
    return function.parameters().stream()
        .anyMatch(p -> p.variable().equals(variable) && p.differentiated());
  }

  private static Expr name(Variable variable) {
    return Expr.Literal.of(variable.name(), STRING);
  }

  /**
   * What is returned; kept in a variable of its own when the reverse sweep changes what it is made
   * of.
   */
  private Expr value(FinalArrays finals, List<Stmt> reverse, List<Stmt> body) {
    Expr result = method.result();
    if (result == null) {
      return null;
    }
    Variable root = Exprs.root(result);
    if (result.type().isArray() && finals.places().contains(method.storage().of(root))) {
      Variable copy = fresh.variable("value", result.type());
      body.add(new Stmt.Declare(copy, new Expr.Fresh(result, true), Span.NONE));
      return Exprs.read(copy);
    }
    if (!Stmts.assigned(Stmt.Block.of(reverse)).contains(root)) {
      return result;
    }
    Variable copy = fresh.variable("value", result.type());
    body.add(new Stmt.Declare(copy, result, Span.NONE));
    return Exprs.read(copy);
  }

  private Expr record(Expr value) {
    List<Variable> components = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    if (value != null) {
      components.add(new Variable(valueName(scalars), function.returnType(), 0));
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
