package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Access;
import org.cotangent.processor.ir.Callee;
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
 * Turns the receiver, and every field of it that a method reads, into parameters.
 *
 * <p>{@code double f(double x) { return rate * x + g(x); }}, where {@code g} reads {@code shift},
 * becomes {@code f(self, rate, shift, x)} with a call {@code g(self, shift, x)}. So each field is
 * read once, when the derivative is entered, and all that follows knows parameters only: a field
 * that is differentiated by is a differentiated parameter, through calls too. A call on another
 * object passes that object's fields. Static fields that may change, or that the companion cannot
 * name, are passed on likewise.
 */
final class FieldParameters {
  /** Stands for the receiver in the reads that name a field. */
  private static final Expr SELF =
      new Expr.VariableRead(new Variable("self", Type.VoidType.VOID, -1));

  private final SourceUnit unit;
  private final boolean sharedArrays;
  private final Map<MethodKey, Set<Expr>> fields = new LinkedHashMap<>();
  private final Map<MethodKey, Function> rewritten = new HashMap<>();

  private FieldParameters(SourceUnit unit, boolean sharedArrays) {
    this.unit = unit;
    this.sharedArrays = sharedArrays;
  }

  /**
   * Rewrites all methods of a file.
   *
   * @param sharedArrays whether constant arrays become parameters too, so that they are compared
   *     with those that the method writes
   */
  static SourceUnit apply(SourceUnit unit, boolean sharedArrays) {
    FieldParameters pass = new FieldParameters(unit, sharedArrays);
    pass.collect();
    List<Function> helpers = unit.helpers().stream().map(pass::rewrite).toList();
    List<SourceUnit.Target> targets = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      targets.add(target.with(pass.rewrite(target.function())));
    }
    return new SourceUnit(
        unit.packageName(),
        unit.className(),
        unit.companionName(),
        unit.isPublic(),
        unit.sourceFile(),
        targets,
        helpers);
  }

  /** The fields that each method of a file reads, of its receiver or static ones. */
  static Map<MethodKey, Set<Expr>> fields(SourceUnit unit) {
    FieldParameters pass = new FieldParameters(unit, false);
    pass.collect();
    return pass.fields;
  }

  /** A field of the receiver, whatever its variable is called. */
  static Expr named(Expr.FieldRead read) {
    return new Expr.FieldRead(SELF, read.name(), read.type(), read.access());
  }

  // ---------------------------------------------------------------- which fields

  /** The least fixed point over the calls of the file. */
  private void collect() {
    for (Function function : unit.helpers()) {
      fields.put(function.key(), new LinkedHashSet<>());
    }
    for (SourceUnit.Target target : unit.targets()) {
      target
          .fields()
          .forEach(
              field ->
                  fields
                      .computeIfAbsent(target.function().key(), key -> new LinkedHashSet<>())
                      .add(named(field)));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Function function : unit.helpers()) {
        changed |= fields.get(function.key()).addAll(scan(function));
      }
    }
  }

  private Set<Expr> scan(Function function) {
    Set<Expr> found = new LinkedHashSet<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(expr, node -> addIfParameter(node, function, found));
          }
          if (stmt instanceof Stmt.CallStatement call
              && call.callee() instanceof Callee.Local local) {
            boolean own = isOnReceiver(call, function);
            for (Expr field : fields.getOrDefault(local.key(), Set.of())) {
              if (own || field instanceof Expr.Constant) {
                found.add(field);
              }
            }
          }
        });
    return found;
  }

  private void addIfParameter(Expr node, Function function, Set<Expr> found) {
    if (isOwnField(node, function)) {
      found.add(named((Expr.FieldRead) node));
    } else if (isPassed(node)) {
      found.add(node);
    }
  }

  private static boolean isOwnField(Expr node, Function function) {
    return function.receiver() != null
        && node instanceof Expr.FieldRead read
        && read.receiver().equals(Exprs.read(function.receiver()));
  }

  /** A static field that may change or has no name here, or an array that somebody may pass too. */
  private boolean isPassed(Expr node) {
    if (!(node instanceof Expr.Constant constant)) {
      return false;
    }
    boolean plain = constant.access() instanceof Access.Direct direct && direct.isFinal();
    boolean shared = constant.type().isArray() && constant.type().isDifferentiable();
    return !plain || shared && sharedArrays;
  }

  private boolean isOnReceiver(Stmt.CallStatement call, Function caller) {
    return isInstance(call)
        && caller.receiver() != null
        && call.arguments().get(0).equals(Exprs.read(caller.receiver()));
  }

  private boolean isInstance(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Local local
        && unit.function(local.key()).orElseThrow().receiver() != null;
  }

  // ---------------------------------------------------------------- rewriting

  private Function rewrite(Function function) {
    Function known = rewritten.get(function.key());
    if (known == null) {
      known = rewriteAnew(function);
      rewritten.put(function.key(), known);
    }
    return known;
  }

  private Function rewriteAnew(Function function) {
    Fresh fresh = new Fresh(function);
    Map<Expr, Variable> variables = new LinkedHashMap<>();
    List<Function.Parameter> parameters = new ArrayList<>();
    if (function.receiver() != null) {
      Expr self = Exprs.read(function.receiver());
      parameters.add(new Function.Parameter(function.receiver(), false, true, self));
    }
    Set<Expr> differentiated = differentiated(function);
    for (Expr field : fields.get(function.key())) {
      Variable variable = fresh.variable(name(field, function), field.type());
      variables.put(field, variable);
      parameters.add(
          new Function.Parameter(
              variable, differentiated.contains(field), false, source(field, function)));
    }
    parameters.addAll(function.parameters());
    Stmt.Block replaced =
        Stmts.mapExpressions(
            function.body(),
            expr -> Exprs.rewrite(expr, node -> replace(node, function, variables)));
    Stmt.Block body =
        Stmts.expand(
            replaced,
            (original, stmt) -> {
              List<Stmt> out = new ArrayList<>();
              Stmt call = call(stmt, function, variables, fresh, out);
              out.add(call);
              return out;
            });
    return new Function(
        function.key(),
        null,
        parameters,
        function.returnType(),
        body,
        function.strict(),
        function.span());
  }

  private Set<Expr> differentiated(Function function) {
    Set<Expr> found = new LinkedHashSet<>();
    for (SourceUnit.Target target : unit.targets()) {
      if (target.function().key().equals(function.key())) {
        target.fields().forEach(field -> found.add(named(field)));
      }
    }
    return found;
  }

  /** The field's own name, unless a parameter has it. */
  private static String name(Expr field, Function function) {
    String name =
        field instanceof Expr.FieldRead read ? read.name() : ((Expr.Constant) field).name();
    Set<String> taken = new LinkedHashSet<>();
    function.parameters().forEach(parameter -> taken.add(parameter.variable().name()));
    if (!taken.contains(name)) {
      return name;
    }
    String behind = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    String other = "field" + behind;
    for (int k = 2; taken.contains(other); k++) {
      other = "field" + behind + k;
    }
    return other;
  }

  private static Expr source(Expr field, Function function) {
    return field instanceof Expr.FieldRead read ? on(Exprs.read(function.receiver()), read) : field;
  }

  private static Expr on(Expr receiver, Expr.FieldRead field) {
    return new Expr.FieldRead(receiver, field.name(), field.type(), field.access());
  }

  private Expr replace(Expr node, Function function, Map<Expr, Variable> variables) {
    if (isOwnField(node, function)) {
      return Exprs.read(variables.get(named((Expr.FieldRead) node)));
    }
    return isPassed(node) ? Exprs.read(variables.get(node)) : node;
  }

  private Stmt call(
      Stmt stmt, Function caller, Map<Expr, Variable> variables, Fresh fresh, List<Stmt> before) {
    if (!(stmt instanceof Stmt.CallStatement call)) {
      return stmt;
    }
    if (call.callee() instanceof Callee.Companion companion) {
      boolean instance = call.arguments().size() > companion.key().parameterTypes().size();
      return instance ? behindReceiver(call, companion) : call;
    }
    if (!(call.callee() instanceof Callee.Local local)) {
      return call;
    }
    List<Expr> arguments = new ArrayList<>();
    Expr receiver = null;
    if (isInstance(call)) {
      receiver = call.arguments().get(0);
      boolean own = isOnReceiver(call, caller);
      if (!own && !(receiver instanceof Expr.VariableRead)) {
        Variable object = fresh.distinct("receiver", receiver.type());
        before.add(new Stmt.Declare(object, receiver, Span.NONE));
        receiver = Exprs.read(object);
      }
      arguments.add(receiver);
    }
    boolean own = receiver != null && isOnReceiver(call, caller);
    for (Expr field : fields.get(local.key())) {
      boolean foreign = field instanceof Expr.FieldRead && !own;
      arguments.add(
          foreign ? on(receiver, (Expr.FieldRead) field) : Exprs.read(variables.get(field)));
    }
    arguments.addAll(call.arguments().subList(receiver == null ? 0 : 1, call.arguments().size()));
    return new Stmt.CallStatement(call.target(), local, arguments, call.span());
  }

  /** A call through another companion: the receiver is the first argument, which is data. */
  private static Stmt behindReceiver(Stmt.CallStatement call, Callee.Companion callee) {
    Callee shifted =
        new Callee.Companion(
            callee.key(),
            callee.returnType(),
            callee.companion(),
            callee.backward(),
            callee.wrt().stream().map(k -> k + 1).toList(),
            callee.writes().stream().map(k -> k + 1).toList(),
            callee.scalarNames(),
            callee.recordName());
    return new Stmt.CallStatement(call.target(), shifted, call.arguments(), call.span());
  }
}
