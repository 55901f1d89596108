package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Takes objects apart (scalar replacement): a variable of a value type becomes one variable for
 * each component, and a method that returns an object is written out where it is called. What
 * follows sees numbers and arrays only.
 */
public final class Explode {
  private final SourceUnit unit;
  private final Problems problems;
  private final Map<MethodKey, List<RecordParameter>> records = new LinkedHashMap<>();
  private final Map<MethodKey, RecordResult> results = new LinkedHashMap<>();

  private Explode(SourceUnit unit, Problems problems) {
    this.unit = unit;
    this.problems = problems;
  }

  /**
   * A class without value types.
   *
   * @param unit the same unit when it has none
   * @param records the records that its methods take, by the method
   * @param results the records that its annotated methods return, by the method
   */
  public record Result(
      SourceUnit unit,
      Map<MethodKey, List<RecordParameter>> records,
      Map<MethodKey, RecordResult> results) {
    public Result {
      records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
      results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }
  }

  /** The same class without value types. */
  public static Result apply(SourceUnit unit, Problems problems) {
    if (unit.helpers().stream().noneMatch(Explode::usesValues)) {
      return new Result(unit, Map.of(), Map.of());
    }
    Explode explode = new Explode(unit, problems);
    return new Result(explode.plain(), explode.records, explode.results);
  }

  private SourceUnit plain() {
    Map<MethodKey, Function> made = new LinkedHashMap<>();
    Set<MethodKey> annotated = new HashSet<>();
    unit.targets().forEach(target -> annotated.add(target.function().key()));
    for (Function function : unit.helpers()) {
      if (!(function.returnType() instanceof Type.ValueType)
          || annotated.contains(function.key())) {
        made.put(function.key(), explode(function));
      }
    }
    List<SourceUnit.Target> targets = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      targets.add(target.with(made.get(target.function().key())));
    }
    return new SourceUnit(
        unit.packageName(),
        unit.className(),
        unit.companionName(),
        unit.isPublic(),
        unit.sourceFile(),
        targets,
        List.copyOf(made.values()));
  }

  private static boolean usesValues(Function function) {
    boolean[] found = {false};
    found[0] |= function.returnType() instanceof Type.ValueType;
    Function.Parameter receiver =
        function.receiver() == null
            ? null
            : new Function.Parameter(function.receiver(), false, false);
    List<Function.Parameter> all = new ArrayList<>(function.parameters());
    if (receiver != null) {
      all.add(receiver);
    }
    all.forEach(each -> found[0] |= each.variable().type() instanceof Type.ValueType);
    Stmts.walk(
        function.body(),
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(expr, node -> found[0] |= node.type() instanceof Type.ValueType);
          }
          found[0] |=
              stmt instanceof Stmt.Declare declare
                  && declare.variable().type() instanceof Type.ValueType;
        });
    return found[0];
  }

  private Function explode(Function given) {
    Type returned = given.returnType();
    Function function = returned instanceof Type.ValueType ? RecordResult.singleExit(given) : given;
    Fresh fresh = new Fresh(function);
    ValueFrame frame = ValueFrame.ofMethod(fresh);
    List<Function.Parameter> parameters = new ArrayList<>();
    List<RecordParameter> taken = new ArrayList<>();
    Variable receiver = function.receiver();
    if (receiver != null && receiver.type() instanceof Type.ValueType) {
      for (Variable part : frame.declare(receiver)) {
        parameters.add(new Function.Parameter(part, part.type().isDifferentiable(), false));
      }
      receiver = null;
    }
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.variable().type() instanceof Type.ValueType type) {
        List<Variable> parts = frame.declare(parameter.variable());
        for (Variable part : parts) {
          boolean differentiated = parameter.differentiated() && part.type().isDifferentiable();
          parameters.add(new Function.Parameter(part, differentiated, parameter.data()));
        }
        taken.add(
            new RecordParameter(
                parameter.variable().name(), type, parts, parameter.differentiated()));
      } else {
        parameters.add(parameter);
      }
    }
    records.put(function.key(), taken);
    List<Stmt> body = new ArrayList<>();
    ValueStatements statements = new ValueStatements(unit, fresh, problems);
    if (returned instanceof Type.ValueType type) {
      List<Expr> values = statements.result(function.body(), frame, body);
      List<Stmt> all = function.body().statements();
      Span span = all.get(all.size() - 1).span();
      RecordResult result = RecordResult.append(values, type, frame, fresh, span, body);
      for (Variable part : result.seed().parts()) {
        parameters.add(new Function.Parameter(part, false, false));
      }
      taken.add(result.seed());
      results.put(function.key(), result);
      returned = Type.Primitive.DOUBLE;
    } else {
      statements.translate(function.body().statements(), frame, body);
    }
    return new Function(
        function.key(),
        receiver,
        parameters,
        returned,
        new Stmt.Block(body, function.body().span()),
        function.strict(),
        function.span());
  }
}
