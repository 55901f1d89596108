package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Gives the public methods of an annotated method back the records that it takes: they were made
 * for the components. {@code Params p} comes in instead of {@code pW} and {@code pB}, {@code Params
 * pAdjoint} instead of {@code pWAdjoint}, and results hold a {@code Params} again.
 */
final class RecordEntries {
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final Function function;
  private final List<RecordParameter> taken;
  private final Map<Variable, RecordParameter> owners = new HashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, List<Variable>> signatures = new HashMap<>();
  private final Map<Type, Names> names = new HashMap<>();

  /** How the component with the primal's value is called in a record, before and now. */
  private record Names(String before, String now) {}

  RecordEntries(Function function, List<RecordParameter> taken) {
    this.function = function;
    this.taken = taken;
    for (RecordParameter record : taken) {
      for (Variable part : record.parts()) {
        owners.put(part, record);
        String path = record.path(part);
        paths.put(part.name(), path);
        paths.put(
            part.name() + "Adjoint", path.replaceFirst(record.name(), record.name() + "Adjoint"));
      }
    }
  }

  // ---------------------------------------------------------------- results

  /** The records that the companion declares. */
  List<Companion.RecordDeclaration> records(List<Companion.RecordDeclaration> declared) {
    List<Companion.RecordDeclaration> out = new ArrayList<>();
    for (Companion.RecordDeclaration each : declared) {
      List<Variable> components = grouped(each.components());
      Variable first = components.get(0);
      if (function.returnType() != Type.VoidType.VOID) {
        List<String> others =
            components.subList(1, components.size()).stream().map(Variable::name).toList();
        String name =
            Stream.of("value", "result", "primal", "primalValue")
                .filter(free -> !others.contains(free))
                .findFirst()
                .orElseThrow();
        names.put(new Type.GeneratedRecord(each.name()), new Names(first.name(), name));
        components.set(0, new Variable(name, first.type(), first.number()));
      }
      boolean value = function.returnType() != Type.VoidType.VOID;
      List<Variable> parameters =
          each.components().subList(value ? 1 : 0, each.components().size());
      List<String> doc = each.doc().stream().map(line -> said(line, parameters)).toList();
      out.add(new Companion.RecordDeclaration(each.name(), components, each.visibility(), doc));
    }
    return out;
  }

  private RecordParameter owner(Variable component) {
    for (Map.Entry<Variable, RecordParameter> each : owners.entrySet()) {
      boolean same =
          each.getKey().name().equals(component.name())
              && each.getKey().number() == component.number();
      if (same) {
        return each.getValue();
      }
    }
    return null;
  }

  /** Components, those of one record as one. */
  private List<Variable> grouped(List<Variable> components) {
    List<Variable> out = new ArrayList<>();
    Set<RecordParameter> seen = new LinkedHashSet<>();
    for (Variable component : components) {
      RecordParameter record = owner(component);
      if (record == null) {
        out.add(component);
      } else if (seen.add(record)) {
        out.add(new Variable(record.name(), record.whole(), component.number()));
      }
    }
    return out;
  }

  /** A line of javadoc with the user's names. */
  private String said(String line, List<Variable> parameters) {
    String text =
        line.replace(EntryMethods.names(parameters), EntryMethods.names(grouped(parameters)));
    for (Map.Entry<String, String> path : paths.entrySet()) {
      text = text.replace("{@code " + path.getKey() + "}", "{@code " + path.getValue() + "}");
    }
    return text;
  }

  // ---------------------------------------------------------------- methods

  /** The generated methods. */
  List<Companion.GeneratedFunction> functions(List<Companion.GeneratedFunction> made) {
    made.forEach(each -> signatures.merge(each.name(), each.parameters(), RecordEntries::longer));
    List<Companion.GeneratedFunction> out = new ArrayList<>();
    made.forEach(each -> out.add(new Rewriting(each).apply()));
    return out;
  }

  private static List<Variable> longer(List<Variable> a, List<Variable> b) {
    return a.size() > b.size() ? a : b;
  }

  /** The adjoints of arrays in a signature: each stands behind its array. */
  private Map<Variable, Variable> adjoints(List<Variable> parameters) {
    Map<Variable, Variable> found = new HashMap<>();
    for (int k = 0; k + 1 < parameters.size(); k++) {
      Variable part = parameters.get(k);
      RecordParameter record = owners.get(part);
      Variable next = parameters.get(k + 1);
      boolean adjoint =
          record != null
              && record.isDifferentiated(part)
              && part.type().takesAdjoint()
              && !owners.containsKey(next)
              && next.name().equals(part.name() + "Adjoint");
      if (adjoint) {
        found.put(part, next);
      }
    }
    return found;
  }

  /** One method. */
  private final class Rewriting {
    private final Companion.GeneratedFunction made;
    private final Fresh fresh;
    private final Map<RecordParameter, Variable> wholes = new LinkedHashMap<>();
    private final Map<RecordParameter, Variable> wholeAdjoints = new LinkedHashMap<>();

    Rewriting(Companion.GeneratedFunction made) {
      this.made = made;
      this.fresh = new Fresh(made);
    }

    Companion.GeneratedFunction apply() {
      Map<Variable, Variable> adjoints = adjoints(made.parameters());
      List<Variable> parameters = parameters(adjoints);
      List<Stmt> body = new ArrayList<>();
      for (Stmt stmt : made.body().statements()) {
        List<Stmt> own = statement(stmt);
        boolean declared =
            own.size() > 1
                && !body.isEmpty()
                && body.get(body.size() - 1) instanceof Stmt.Declare before
                && before.init() == null;
        // what the call needs goes before the declaration of its result
        body.addAll(body.size() - (declared ? 1 : 0), own.subList(0, own.size() - 1));
        body.add(own.get(own.size() - 1));
      }
      Stmt.Block code = Stmt.Block.of(body);
      List<Stmt> all = new ArrayList<>(parts(code, adjoints));
      all.addAll(body);
      return new Companion.GeneratedFunction(
          made.name(),
          parameters,
          made.returnType(),
          Stmt.Block.of(all),
          made.visibility(),
          doc(parameters),
          made.mark().map(RecordEntries.this::mark));
    }

    private List<String> doc(List<Variable> parameters) {
      List<String> doc =
          new ArrayList<>(made.doc().stream().map(line -> said(line, differentiated())).toList());
      wholeAdjoints.forEach(
          (record, adjoint) -> {
            boolean other = record.parts().stream().anyMatch(part -> !part.type().takesAdjoint());
            if (parameters.contains(adjoint) && other) {
              doc.add(
                  "Of {@code "
                      + adjoint.name()
                      + "} only the arrays are used; the result holds the other adjoints.");
            }
          });
      return doc;
    }

    private List<Variable> differentiated() {
      return function.parameters().stream()
          .filter(Function.Parameter::differentiated)
          .map(Function.Parameter::variable)
          .toList();
    }

    private List<Variable> parameters(Map<Variable, Variable> adjoints) {
      List<Variable> out = new ArrayList<>();
      for (Variable parameter : made.parameters()) {
        RecordParameter record = owners.get(parameter);
        if (record == null) {
          if (!adjoints.containsValue(parameter)) {
            out.add(parameter);
          }
        } else if (!wholes.containsKey(record)) {
          Variable whole = fresh.variable(record.name(), record.whole());
          wholes.put(record, whole);
          out.add(whole);
          if (record.parts().stream().anyMatch(adjoints::containsKey)) {
            Variable adjoint = fresh.variable(record.name() + "Adjoint", record.whole());
            wholeAdjoints.put(record, adjoint);
            out.add(adjoint);
          }
        }
      }
      return out;
    }

    /** Declares the parts that the code mentions. */
    private List<Stmt> parts(Stmt.Block code, Map<Variable, Variable> adjoints) {
      Set<Variable> mentioned = Stmts.mentioned(code);
      List<Stmt> out = new ArrayList<>();
      wholes.forEach(
          (record, whole) -> {
            for (Variable part : record.parts()) {
              if (mentioned.contains(part)) {
                Expr value = record.read(Exprs.read(whole), part);
                out.add(new Stmt.Declare(part, value, Span.NONE));
              }
              Variable adjoint = adjoints.get(part);
              if (adjoint != null && mentioned.contains(adjoint)) {
                Expr from = Exprs.read(wholeAdjoints.get(record));
                out.add(new Stmt.Declare(adjoint, record.read(from, part), Span.NONE));
              }
            }
          });
      return out;
    }

    private List<Stmt> statement(Stmt stmt) {
      if (stmt instanceof Stmt.CallStatement call
          && call.callee() instanceof Callee.Generated callee
          && callee.owner().isEmpty()
          && signatures.containsKey(callee.name())) {
        return call(call, signatures.get(callee.name()));
      }
      if (stmt instanceof Stmt.Return result && result.value() instanceof Expr.NewRecord record) {
        return List.of(new Stmt.Return(result(record), result.span()));
      }
      Stmt named =
          Stmts.expand(
                  Stmt.Block.of(List.of(stmt)),
                  (original, rebuilt) ->
                      List.of(rebuilt instanceof Stmt.RuntimeCall check ? spoken(check) : rebuilt))
              .statements()
              .get(0);
      return List.of(named);
    }

    /** A check that names what it checks. */
    private Stmt spoken(Stmt.RuntimeCall check) {
      List<Expr> arguments = new ArrayList<>();
      for (Expr argument : check.arguments()) {
        boolean name =
            argument instanceof Expr.Literal literal
                && literal.value() instanceof String text
                && paths.containsKey(text);
        arguments.add(
            name
                ? Expr.Literal.of(paths.get((String) ((Expr.Literal) argument).value()), STRING)
                : argument);
      }
      return new Stmt.RuntimeCall(check.owner(), check.method(), arguments, check.span());
    }

    /** A call of another of these methods. */
    private List<Stmt> call(Stmt.CallStatement call, List<Variable> signature) {
      Map<Variable, Variable> adjoints = adjoints(signature);
      Map<Variable, Expr> given = new HashMap<>();
      for (int k = 0; k < call.arguments().size(); k++) {
        given.put(signature.get(k), call.arguments().get(k));
      }
      List<Stmt> out = new ArrayList<>();
      List<Expr> arguments = new ArrayList<>();
      Set<RecordParameter> seen = new LinkedHashSet<>();
      for (int k = 0; k < call.arguments().size(); k++) {
        Variable parameter = signature.get(k);
        RecordParameter record = owners.get(parameter);
        if (record == null) {
          if (!adjoints.containsValue(parameter)) {
            arguments.add(call.arguments().get(k));
          }
        } else if (seen.add(record)) {
          arguments.add(Exprs.read(wholes.get(record)));
          if (record.parts().stream().anyMatch(adjoints::containsKey)) {
            arguments.add(adjointOf(record, adjoints, given, out));
          }
        }
      }
      out.add(new Stmt.CallStatement(call.target(), call.callee(), arguments, call.span()));
      return out;
    }

    private Expr adjointOf(
        RecordParameter record,
        Map<Variable, Variable> adjoints,
        Map<Variable, Expr> given,
        List<Stmt> out) {
      if (wholeAdjoints.containsKey(record)) {
        return Exprs.read(wholeAdjoints.get(record));
      }
      Map<Variable, Expr> values = new HashMap<>();
      for (Variable part : record.parts()) {
        if (adjoints.containsKey(part)) {
          values.put(part, given.get(adjoints.get(part)));
        } else if (record.isDifferentiated(part)) {
          values.put(part, Exprs.zero(part.type()));
        } else {
          values.put(part, record.read(Exprs.read(wholes.get(record)), part));
        }
      }
      Variable adjoint = fresh.variable(record.name() + "Adjoint", record.whole());
      wholeAdjoints.put(record, adjoint);
      out.add(new Stmt.Declare(adjoint, record.make(values), Span.NONE));
      return Exprs.read(adjoint);
    }

    /** The record that is returned, with the user's records in it. */
    private Expr result(Expr.NewRecord record) {
      List<Variable> flat = flat(record);
      List<Expr> values = new ArrayList<>();
      Set<RecordParameter> seen = new LinkedHashSet<>();
      for (int k = 0; k < record.components().size(); k++) {
        RecordParameter owner = flat.get(k) == null ? null : owners.get(flat.get(k));
        if (owner == null) {
          values.add(renamed(record.components().get(k)));
        } else if (seen.add(owner)) {
          values.add(whole(owner, flat, record.components()));
        }
      }
      return new Expr.NewRecord(record.type(), values);
    }

    /** The parameter that each component of a record belongs to; null for the value. */
    private List<Variable> flat(Expr.NewRecord record) {
      List<Variable> parameters = differentiated();
      boolean gradient = record.type().toString().endsWith("Gradient");
      List<Variable> held =
          gradient
              ? parameters
              : parameters.stream().filter(v -> !v.type().takesAdjoint()).toList();
      List<Variable> flat = new ArrayList<>(held);
      while (flat.size() < record.components().size()) {
        flat.add(0, null);
      }
      return flat;
    }

    private Expr whole(RecordParameter owner, List<Variable> flat, List<Expr> values) {
      Map<Variable, Expr> parts = new HashMap<>();
      Expr backward = null;
      for (Variable part : owner.parts()) {
        int at = flat.indexOf(part);
        if (at >= 0 && values.get(at) instanceof Expr.Component component) {
          backward = component.record();
        }
        if (at >= 0) {
          parts.put(part, values.get(at));
        } else if (owner.isDifferentiated(part)) {
          // an array, which lies in the record that came in
          parts.put(part, owner.read(Exprs.read(wholeAdjoints.get(owner)), part));
        } else {
          parts.put(part, owner.read(Exprs.read(wholes.get(owner)), part));
        }
      }
      if (backward != null) {
        return new Expr.Component(backward, owner.name(), owner.whole());
      }
      boolean gradient = !owner.hasScalars() && wholeAdjoints.containsKey(owner);
      return gradient ? Exprs.read(wholeAdjoints.get(owner)) : owner.make(parts);
    }

    private Expr renamed(Expr value) {
      if (value instanceof Expr.Component component) {
        Names name = names.get(component.record().type());
        if (name != null && name.before().equals(component.name())) {
          return new Expr.Component(component.record(), name.now(), component.type());
        }
      }
      return value;
    }
  }

  /** The positions of the user's own parameters. */
  private Companion.Mark mark(Companion.Mark mark) {
    return new Companion.Mark(mark.of(), positions(mark.wrt()), positions(mark.writes()));
  }

  private List<Integer> positions(List<Integer> flat) {
    List<Variable> parameters =
        function.parameters().stream()
            .filter(Function.Parameter::isOwn)
            .map(Function.Parameter::variable)
            .toList();
    Map<Integer, Integer> position = new HashMap<>();
    int own = -1;
    RecordParameter last = null;
    for (int k = 0; k < parameters.size(); k++) {
      RecordParameter record = owners.get(parameters.get(k));
      if (record == null || record != last) {
        own++;
      }
      last = record;
      position.put(k, own);
    }
    Set<Integer> out = new TreeSet<>();
    flat.forEach(k -> out.add(position.get(k)));
    return List.copyOf(out);
  }

  /** The name of a record that Java does not allow for a component, if there is one. */
  static Optional<String> reserved(List<RecordParameter> taken) {
    return taken.stream()
        .filter(RecordParameter::differentiated)
        .map(RecordParameter::name)
        .filter(EntryMethods.RESERVED::contains)
        .findFirst();
  }
}
