package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.cotangent.processor.analysis.TapeUse;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The Jacobian of a method that returns an array: {@code xJacobian} makes its arrays, {@code
 * xJacobianInto} writes into those of the caller. Both call {@code xJacobianRows}, which makes what
 * it is not given.
 */
final class JacobianMethods {
  private static final String ARRAYS = "org.cotangent.runtime.JacobianArrays";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final Variants variants;
  private final SourceUnit.Target target;
  private final String className;
  private final Function function;
  private final String name;
  private final Companion.Visibility visibility;
  private final Variants.Version version;
  private final Fresh fresh;
  private final Variable tape;
  private final Type.GeneratedRecord record;
  private final Variable value;
  private final List<Stmt.Declare> fields = new ArrayList<>();
  private final List<Variable> plain = new ArrayList<>();
  private final List<Variable> given = new ArrayList<>();
  private final List<Variable> differentiated = new ArrayList<>();
  private final Map<Variable, Variable> jacobians = new LinkedHashMap<>();
  private final List<Companion.RecordDeclaration> records = new ArrayList<>();
  private final List<Companion.GeneratedFunction> functions = new ArrayList<>();

  JacobianMethods(Variants variants, SourceUnit.Target target, String className) {
    this.variants = variants;
    this.target = target;
    this.className = className;
    this.function = target.function();
    this.name = function.key().name();
    this.visibility =
        target.isPublic() ? Companion.Visibility.PUBLIC : Companion.Visibility.PACKAGE;
    this.version =
        new Variants.Version(
            function.key(),
            function.parameters().stream().map(Function.Parameter::differentiated).toList(),
            true,
            function.strict());
    this.fresh = variants.prepare(version).fresh();
    this.tape = SplitMethods.tape(fresh);
    this.record = new Type.GeneratedRecord(target.recordPrefix() + "Jacobian");
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (parameter.isField()) {
        fields.add(new Stmt.Declare(variable, parameter.source(), Span.NONE));
      } else {
        plain.add(variable);
        given.add(variable);
      }
      if (parameter.differentiated()) {
        Variable rows =
            fresh.variable(variable.name() + "Jacobian", new Type.ArrayType(variable.type()));
        differentiated.add(variable);
        jacobians.put(variable, rows);
        given.add(rows);
      }
    }
    this.value =
        fresh.variable(
            EntryMethods.valueName(
                function.parameters().stream().map(Function.Parameter::variable).toList()),
            function.returnType());
    given.add(value);
  }

  /** Reports a matrix that the method, or one that it calls, computes with. */
  static boolean check(SourceUnit unit, Function function, Problems problems) {
    Set<MethodKey> seen = new LinkedHashSet<>();
    Optional<Variable> matrix = matrix(unit, function, seen);
    matrix.ifPresent(
        variable ->
            problems.add(
                Message.JACOBIAN_MATRIX, function.span(), function.key().name(), variable.name()));
    return matrix.isEmpty();
  }

  private static Optional<Variable> matrix(
      SourceUnit unit, Function function, Set<MethodKey> seen) {
    if (!seen.add(function.key())) {
      return Optional.empty();
    }
    Optional<Variable> own =
        Stream.concat(
                function.parameters().stream().map(Function.Parameter::variable),
                Stmts.declared(function.body()).stream())
            .filter(variable -> variable.type().leaf().isMatrix())
            .findFirst();
    if (own.isPresent()) {
      return own;
    }
    List<Function> called = new ArrayList<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local to) {
            unit.function(to.key()).ifPresent(called::add);
          }
        });
    return called.stream().flatMap(each -> matrix(unit, each, seen).stream()).findFirst();
  }

  List<Companion.RecordDeclaration> records() {
    return records;
  }

  List<Companion.GeneratedFunction> functions() {
    return functions;
  }

  void make() {
    declareRecord();
    RowSweeps sweeps = new RowSweeps(variants, version, tape, jacobians);
    Overloads overloads = new Overloads(tape, visibility, fresh, functions);
    if (sweeps.count() >= 0) {
      List<Stmt> code = code(sweeps, true);
      boolean tapes = TapeUse.anywhere(Stmt.Block.of(code));
      List<Stmt> body = made(sweeps.count(), tapes);
      overloads.add(name + "Jacobian", plain, record, body, doc(), Optional.empty());
      overloads.add(
          name + "JacobianInto", given, Type.VoidType.VOID, code, intoDoc(), Optional.empty());
      return;
    }
    List<Stmt> code = code(sweeps, false);
    boolean tapes = TapeUse.anywhere(Stmt.Block.of(code));
    List<Variable> parameters = new ArrayList<>(given);
    if (tapes) {
      parameters.add(tape);
    }
    overloads.add(name + "Jacobian", plain, record, fresh(tapes), doc(), Optional.empty());
    overloads.add(
        name + "JacobianInto", given, Type.VoidType.VOID, into(tapes), intoDoc(), Optional.empty());
    functions.add(
        new Companion.GeneratedFunction(
            name + "JacobianRows",
            parameters,
            record,
            Stmt.Block.of(code),
            Companion.Visibility.PRIVATE,
            List.of("Runs " + link() + " and a reverse sweep for each row; makes what is null."),
            Optional.empty()));
  }

  private String link() {
    return "{@code " + className + "." + name + "}";
  }

  private void declareRecord() {
    List<Variable> components = new ArrayList<>();
    components.add(new Variable(EntryMethods.valueName(differentiated), function.returnType(), 0));
    for (Variable variable : differentiated) {
      Type rows = new Type.ArrayType(variable.type());
      components.add(new Variable(variable.name(), rows, variable.number()));
    }
    records.add(
        new Companion.RecordDeclaration(
            record.name(),
            components,
            visibility,
            List.of(
                "The value of "
                    + link()
                    + " and its Jacobian by "
                    + EntryMethods.names(differentiated)
                    + ": row {@code i} holds the derivatives of element {@code i}.")));
  }

  private List<String> doc() {
    return List.of(
        "The value of "
            + link()
            + " and its Jacobian by "
            + EntryMethods.names(differentiated)
            + ": one forward sweep, and a reverse sweep for each row.");
  }

  private List<String> intoDoc() {
    return List.of(
        "Writes the value of "
            + link()
            + " into {@code "
            + value.name()
            + "}, and its Jacobian by "
            + EntryMethods.names(differentiated)
            + " into the array behind each: row {@code i} gets the derivatives of element {@code"
            + " i}.",
        "All arrays have the lengths of what they take; none of them may be another of the"
            + " arguments.");
  }

  // ---------------------------------------------------------------- for callers

  /** Makes the arrays, whose number of rows is known, and has them filled. */
  private List<Stmt> made(int count, boolean tapes) {
    List<Stmt> body = new ArrayList<>();
    fields.stream().filter(field -> jacobians.containsKey(field.variable())).forEach(body::add);
    List<Expr> values = new ArrayList<>();
    Expr length = Exprs.intLiteral(count);
    body.add(
        new Stmt.Declare(
            value, new Expr.NewArray(function.returnType(), List.of(length)), Span.NONE));
    values.add(Exprs.read(value));
    jacobians.forEach(
        (parameter, rows) -> {
          List<Expr> dimensions =
              parameter.type().isArray()
                  ? List.of(length, new Expr.ArrayLength(Exprs.read(parameter)))
                  : List.of(length);
          body.add(new Stmt.Declare(rows, new Expr.NewArray(rows.type(), dimensions), Span.NONE));
          values.add(Exprs.read(rows));
        });
    List<Expr> arguments = new ArrayList<>();
    given.forEach(variable -> arguments.add(Exprs.read(variable)));
    Callee callee = new Callee.Generated("", name + "JacobianInto", Type.VoidType.VOID, tapes);
    body.add(new Stmt.CallStatement(null, callee, arguments, Span.NONE));
    body.add(new Stmt.Return(new Expr.NewRecord(record, values), Span.NONE));
    return body;
  }

  private List<Stmt> fresh(boolean tapes) {
    List<Expr> arguments = new ArrayList<>();
    for (Variable variable : given) {
      arguments.add(
          plain.contains(variable) ? Exprs.read(variable) : Expr.Literal.of(null, variable.type()));
    }
    Variable made = fresh.variable("jacobian", record);
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.Declare(made, null, Span.NONE));
    body.add(rows(made, arguments, tapes));
    body.add(new Stmt.Return(Exprs.read(made), Span.NONE));
    return body;
  }

  private Stmt rows(Variable made, List<Expr> arguments, boolean tapes) {
    Callee callee = new Callee.Generated("", name + "JacobianRows", record, tapes);
    return new Stmt.CallStatement(made, callee, arguments, Span.NONE);
  }

  private List<Stmt> into(boolean tapes) {
    List<Stmt> body = new ArrayList<>(apart());
    List<Expr> arguments = new ArrayList<>();
    given.forEach(variable -> arguments.add(Exprs.read(variable)));
    body.add(rows(null, arguments, tapes));
    return body;
  }

  /** Checks that the given arrays are there, and no two of them one. */
  private List<Stmt> apart() {
    List<Stmt> body = new ArrayList<>();
    List<Variable> inputs =
        function.parameters().stream()
            .map(Function.Parameter::variable)
            .filter(variable -> variable.type().isArray() && variable.type().isDifferentiable())
            .toList();
    fields.stream().filter(field -> inputs.contains(field.variable())).forEach(body::add);
    List<Variable> outputs = new ArrayList<>(jacobians.values());
    outputs.add(value);
    for (Variable output : outputs) {
      body.add(
          new Stmt.RuntimeCall(
              "java.util.Objects",
              "requireNonNull",
              List.of(Exprs.read(output), Expr.Literal.of(output.name(), STRING)),
              Span.NONE));
    }
    for (int k = 0; k < outputs.size(); k++) {
      Variable output = outputs.get(k);
      if (output.type().rank() > 1) {
        body.add(requireApart(output));
      }
      Stream.concat(inputs.stream(), outputs.subList(k + 1, outputs.size()).stream())
          .filter(other -> other.type().leaf().equals(output.type().leaf()))
          .forEach(other -> body.add(apart(output, other)));
    }
    return body;
  }

  private static Stmt apart(Variable a, Variable b) {
    boolean turned = a.type().rank() == 1 && b.type().rank() > 1;
    return turned ? requireApart(b, a) : requireApart(a, b);
  }

  private static Stmt requireApart(Variable... variables) {
    List<Expr> all = new ArrayList<>();
    for (Variable variable : variables) {
      all.add(Expr.Literal.of(variable.name(), STRING));
      all.add(Exprs.read(variable));
    }
    return new Stmt.RuntimeCall(ARRAYS, "requireApart", all, Span.NONE);
  }

  // ---------------------------------------------------------------- the work

  /**
   * @param into whether all arrays are given
   */
  private List<Stmt> code(RowSweeps sweeps, boolean into) {
    List<Stmt> body = new ArrayList<>();
    if (into) {
      body.addAll(apart());
    }
    fields.stream().filter(field -> !body.contains(field)).toList().forEach(body::add);
    Set<Integer> writes = variants.effects().writes(function.key());
    body.addAll(new EntryChecks(function, writes, null, null).all());
    body.addAll(sweeps.code(into ? new Given() : new Made()));
    return body;
  }

  /** All arrays are those of the caller. */
  private final class Given implements RowSweeps.Frame {
    @Override
    public List<Stmt> rows(Expr count, ToIntFunction<Variable> stored) {
      List<Stmt> out = new ArrayList<>();
      Expr length = new Expr.ArrayLength(Exprs.read(value));
      out.add(new Stmt.RuntimeCall(ARRAYS, "requireValue", List.of(length, count), Span.NONE));
      Map<Variable, Expr.Intrinsic> taken = taken(count);
      jacobians.forEach(
          (parameter, rows) -> {
            Expr.Intrinsic all = taken.get(rows);
            int first = stored.applyAsInt(parameter);
            List<Expr> arguments = new ArrayList<>(all.arguments());
            if (first > 0) {
              arguments.add(Exprs.intLiteral(first));
            }
            String name = first > 0 ? "requireRows" : all.method().name();
            out.add(new Stmt.RuntimeCall(ARRAYS, name, arguments, Span.NONE));
          });
      return out;
    }

    @Override
    public Variable value() {
      return value;
    }

    @Override
    public List<Stmt> done(Expr result) {
      return List.of();
    }
  }

  /** Arrays are made where the caller has not given any. */
  private final class Made implements RowSweeps.Frame {
    @Override
    public List<Stmt> rows(Expr count, ToIntFunction<Variable> stored) {
      List<Stmt> out = new ArrayList<>();
      taken(count)
          .forEach((rows, taken) -> out.add(new Stmt.Assign(Exprs.read(rows), taken, Span.NONE)));
      return out;
    }

    @Override
    public List<Stmt> done(Expr result) {
      List<Expr> values = new ArrayList<>();
      values.add(intrinsic("value", function.returnType(), List.of(Exprs.read(value), result)));
      jacobians.values().forEach(rows -> values.add(Exprs.read(rows)));
      return List.of(new Stmt.Return(new Expr.NewRecord(record, values), Span.NONE));
    }
  }

  /** The checked rows of each parameter. */
  private Map<Variable, Expr.Intrinsic> taken(Expr count) {
    Map<Variable, Expr.Intrinsic> out = new LinkedHashMap<>();
    jacobians.forEach(
        (parameter, rows) -> {
          Expr text = Expr.Literal.of(parameter.name(), STRING);
          Expr given = Exprs.read(rows);
          out.put(
              rows,
              parameter.type().isArray()
                  ? intrinsic(
                      "rows", rows.type(), List.of(text, Exprs.read(parameter), given, count))
                  : intrinsic("column", rows.type(), List.of(text, given, count)));
        });
    return out;
  }

  private static Expr.Intrinsic intrinsic(String method, Type type, List<Expr> arguments) {
    List<Type> types = arguments.stream().map(Expr::type).toList();
    return new Expr.Intrinsic(new IntrinsicMethod(ARRAYS, method, types, type), arguments);
  }
}
