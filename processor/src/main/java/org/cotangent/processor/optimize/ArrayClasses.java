package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Which array variables of a companion may hold one array, over all its methods, and which arrays
 * may still be in somebody's hands when a call of the companion is over.
 *
 * <p>Flow-insensitive unification (Steensgaard, POPL 1996): an array and its rows are one class, so
 * are a result and what takes it, the variables of the two halves of a helper, and what is pushed
 * and popped where that is not one variable. So are a parameter and its arguments, unless the
 * method does no more with it than to read and write numbers: then only what happens to the
 * parameter happens to its arguments, and different arguments stay apart. A class escapes when one
 * of it is returned to the user, passed to code that is not of the companion, made a part of an
 * object, or stored as a row where the user's own array may be. Every use that is not known to keep
 * no reference counts as an escape.
 */
final class ArrayClasses {

  /**
   * A variable of a method, or of the two halves of a helper.
   *
   * @param scope names the method; both halves have one name
   */
  record Node(String scope, Variable variable) {}

  private static final String RUNTIME = "org.cotangent.runtime.";

  private final Map<String, GeneratedFunction> functions;
  private final Map<Node, Node> parent = new LinkedHashMap<>();
  private final Set<Node> escaping = new LinkedHashSet<>();
  private final Set<Node> outside = new LinkedHashSet<>();
  private final Set<Node> rowStores = new LinkedHashSet<>();
  private final Set<Node> pushed = new LinkedHashSet<>();
  private final Set<Node> popped = new LinkedHashSet<>();
  private final Map<Node, List<Node>> members = new LinkedHashMap<>();
  private final List<Passed> passed = new ArrayList<>();
  private String scope;

  /** The arrays that an argument may be. */
  private record Passed(Node parameter, List<Node> arguments, boolean outside) {}

  /**
   * Looks at all methods of a companion.
   *
   * @param functions the same by their {@link #key}
   */
  ArrayClasses(Map<String, GeneratedFunction> functions) {
    this.functions = functions;
    for (GeneratedFunction function : functions.values()) {
      scope = scope(function);
      for (Variable parameter : function.parameters()) {
        if (parameter.type().rank() > 1 && function.visibility() != Companion.Visibility.PRIVATE) {
          outside.add(find(node(parameter)));
        }
      }
      Stmts.walk(function.body(), stmt -> look(function, stmt));
    }
    matchTape();
    matchArguments();
    List.of(escaping, outside, rowStores, pushed).forEach(this::settle);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Passed each : passed) {
        for (Node argument : each.arguments()) {
          changed |= inherit(escaping, each.parameter(), argument);
          changed |= inherit(pushed, each.parameter(), argument);
        }
      }
    }
  }

  private void settle(Set<Node> flags) {
    Set<Node> classes = new LinkedHashSet<>();
    flags.forEach(each -> classes.add(find(each)));
    flags.clear();
    flags.addAll(classes);
  }

  private boolean inherit(Set<Node> flags, Node parameter, Node argument) {
    return flags.contains(find(parameter)) && flags.add(find(argument));
  }

  private void group() {
    members.clear();
    for (Node each : new ArrayList<>(parent.keySet())) {
      members.computeIfAbsent(find(each), key -> new ArrayList<>()).add(each);
    }
  }

  /**
   * Unites parameters with their arguments where one of them may become a name of another array.
   */
  private void matchArguments() {
    Set<Passed> united = new HashSet<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      group();
      for (Passed each : passed) {
        if (!united.contains(each) && !isPlain(each.parameter())) {
          each.arguments().forEach(argument -> unite(each.parameter(), argument));
          if (each.outside()) {
            outside.add(find(each.parameter()));
          }
          united.add(each);
          changed = true;
        }
      }
    }
  }

  /** Whether an array of numbers is known in its own method only, and by no array of arrays. */
  private boolean isPlain(Node parameter) {
    for (Node each : members.get(find(parameter))) {
      if (!each.scope().equals(parameter.scope()) || each.variable().type().rank() != 1) {
        return false;
      }
    }
    return true;
  }

  /** The name that both halves of a helper share; any other method has one of its own. */
  static String scope(GeneratedFunction function) {
    String name = function.name();
    if (function.visibility() == Companion.Visibility.PRIVATE && Lending.usesTape(function)) {
      return name.replaceAll("(Forward|Reverse)$", "");
    }
    return key(function);
  }

  /** What tells the methods of a companion apart. */
  static String key(GeneratedFunction function) {
    return function.name() + "/" + function.parameters().size();
  }

  /** The class of a variable. */
  Node of(GeneratedFunction function, Variable variable) {
    return find(new Node(scope(function), variable));
  }

  /** The variables of a class in a method, or in both halves of a helper. */
  Set<Variable> variables(Node of, GeneratedFunction function) {
    Set<Variable> found = new LinkedHashSet<>();
    for (Node each : members.getOrDefault(of, List.of())) {
      if (each.scope().equals(scope(function))) {
        found.add(each.variable());
      }
    }
    return found;
  }

  /** Whether an array of the class may outlive the call. */
  boolean escapes(Node of) {
    return escaping.contains(of) || rowStores.contains(of) && outside.contains(of);
  }

  /** Whether references to arrays of the class go to the tape. */
  boolean isPushed(Node of) {
    return pushed.contains(of);
  }

  // ---------------------------------------------------------------- classes

  private Node node(Variable variable) {
    return new Node(scope, variable);
  }

  private Node find(Node node) {
    Node at = node;
    Node next = parent.computeIfAbsent(at, key -> key);
    while (!next.equals(at)) {
      at = next;
      next = parent.get(at);
    }
    parent.put(node, at);
    return at;
  }

  private void unite(Node one, Node other) {
    Node a = find(one);
    Node b = find(other);
    if (!a.equals(b)) {
      parent.put(b, a);
    }
  }

  /** What is taken off the tape under another name than it was pushed may be anything pushed. */
  private void matchTape() {
    Map<Type, Node> strays = new HashMap<>();
    Set<Node> matched = new HashSet<>(pushed);
    for (Node each : popped) {
      if (!matched.contains(each)) {
        unite(strays.computeIfAbsent(each.variable().type(), type -> each), each);
      }
    }
    strays.forEach(
        (type, stray) ->
            pushed.stream()
                .filter(each -> mayBe(each.variable().type(), type))
                .forEach(each -> unite(stray, each)));
  }

  /** Whether an element of the root's type, or the root itself, may be of a type. */
  private static boolean mayBe(Type root, Type type) {
    return root.leaf().equals(type.leaf()) || !type.isArray();
  }

  private static Node result(String scope) {
    return new Node(scope, new Variable("", Type.VoidType.VOID, -1));
  }

  // ---------------------------------------------------------------- statements

  private void look(GeneratedFunction function, Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      if (s.init() != null) {
        assign(Exprs.read(s.variable()), s.init());
      }
    } else if (stmt instanceof Stmt.Assign s) {
      read(s.target());
      assign(s.target(), s.value());
      if (s.target() instanceof Expr.ArrayRead element && s.target().type().isArray()) {
        storeRows(element.array(), s.value());
      }
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      List.of(s.source(), s.sourcePosition(), s.target(), s.targetPosition(), s.length())
          .forEach(this::read);
      if (s.target().type().rank() > 1) {
        storeRows(s.target(), s.source());
      }
    } else if (stmt instanceof Stmt.Fill s) {
      Stmts.expressions(s).forEach(this::read);
      if (s.value().type().isArray()) {
        storeRows(s.array(), s.value());
      }
    } else if (stmt instanceof Stmt.TapeCopy s && s.array().type().rank() == 1) {
      Stmts.expressions(s).forEach(this::read);
    } else if (stmt instanceof Stmt.Push s) {
      read(s.value());
      if (s.value().type().isArray()) {
        pushed.addAll(roots(s.value()));
      }
    } else if (stmt instanceof Stmt.Return s) {
      if (s.value() != null) {
        read(s.value());
        returned(function, s.value());
      }
    } else if (stmt instanceof Stmt.CallStatement s) {
      call(s);
    } else if (stmt instanceof Stmt.RuntimeCall s) {
      boolean keeps = !s.owner().startsWith(RUNTIME) && !s.owner().equals("java.util.Objects");
      s.arguments().forEach(each -> use(each, keeps));
    } else {
      Stmts.expressions(stmt).forEach(each -> use(each, true));
    }
  }

  private void assign(Expr target, Expr value) {
    read(value);
    if (value instanceof Expr.Pop && mayBeArray(target.type())) {
      popped.addAll(roots(target));
    } else if (value.type().isArray()) {
      link(target, value);
    }
  }

  private static boolean mayBeArray(Type type) {
    return type.isArray() || type.toString().equals("java.lang.Object");
  }

  private void returned(GeneratedFunction function, Expr value) {
    if (!value.type().isArray()) {
      return;
    }
    for (Node root : roots(value)) {
      if (function.visibility() == Companion.Visibility.PRIVATE) {
        unite(result(scope), root);
      } else {
        escaping.add(root);
      }
    }
    if (holdsOutside(value)) {
      outside.add(find(result(scope)));
    }
  }

  /** Rows of an array become those of another, or another itself. */
  private void storeRows(Expr target, Expr rows) {
    rowStores.addAll(roots(target));
    link(target, rows);
    if (holdsOutside(target)) {
      escaping.addAll(roots(rows));
    }
  }

  private void link(Expr target, Expr value) {
    List<Node> all = new ArrayList<>(roots(target));
    all.addAll(roots(value));
    all.forEach(each -> unite(all.get(0), each));
    if (holdsOutside(value)) {
      outside.addAll(all);
    }
  }

  private void call(Stmt.CallStatement call) {
    GeneratedFunction callee = callee(functions, call);
    if (callee == null) {
      boolean snapshots =
          call.callee() instanceof Callee.Generated generated
              && generated.owner().equals(RUNTIME + "Checkpoints");
      call.arguments().forEach(each -> use(each, !snapshots));
      if (call.target() != null && call.target().type().rank() > 1) {
        outside.add(find(node(call.target())));
      }
      return;
    }
    String of = scope(callee);
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      read(argument);
      if (argument.type().isArray()) {
        Node parameter = find(new Node(of, callee.parameters().get(k)));
        passed.add(new Passed(parameter, roots(argument), holdsOutside(argument)));
      }
    }
    if (call.target() != null && call.target().type().isArray()) {
      unite(result(of), node(call.target()));
    }
  }

  /** The method of a companion that a statement calls; null for any other. */
  static GeneratedFunction callee(
      Map<String, GeneratedFunction> functions, Stmt.CallStatement call) {
    if (!(call.callee() instanceof Callee.Generated generated) || !generated.owner().isEmpty()) {
      return null;
    }
    int count = call.arguments().size() + (generated.tape() ? 1 : 0);
    return functions.get(generated.name() + "/" + count);
  }

  // ---------------------------------------------------------------- expressions

  /** The variables of which an expression may be the array, or a row. */
  private List<Node> roots(Expr expr) {
    List<Node> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private void collect(Expr expr, List<Node> found) {
    if (expr instanceof Expr.VariableRead read) {
      found.add(find(node(read.variable())));
    } else if (expr instanceof Expr.ArrayRead element) {
      collect(element.array(), found);
    } else if (expr instanceof Expr.Conditional choice) {
      collect(choice.whenTrue(), found);
      collect(choice.whenFalse(), found);
    } else if (expr instanceof Expr.CloneArray copy && copy.type().rank() > 1) {
      collect(copy.array(), found);
    } else if (expr instanceof Expr.ArrayLiteral literal && literal.type().rank() > 1) {
      literal.elements().forEach(each -> collect(each, found));
    } else if (expr instanceof Expr.Intrinsic call && !isFresh(call)) {
      call.arguments().stream().filter(e -> e.type().isArray()).forEach(e -> collect(e, found));
    }
  }

  /** Whether a function of the runtime makes arrays that nobody else has. */
  private static boolean isFresh(Expr.Intrinsic call) {
    return call.method().owner().equals(RUNTIME + "Adjoints")
        && Set.of("zerosLike", "copyOf").contains(call.method().name());
  }

  /** Whether an array may be one that somebody else holds, and that has rows. */
  private static boolean holdsOutside(Expr expr) {
    if (expr.type().rank() < 2
        || expr instanceof Expr.VariableRead
        || expr instanceof Expr.Literal) {
      return false;
    } else if (expr instanceof Expr.ArrayRead element) {
      return holdsOutside(element.array());
    } else if (expr instanceof Expr.Conditional choice) {
      return holdsOutside(choice.whenTrue()) || holdsOutside(choice.whenFalse());
    } else if (expr instanceof Expr.CloneArray copy) {
      return copy.type().rank() > 1 && holdsOutside(copy.array());
    } else if (expr instanceof Expr.ArrayLiteral literal) {
      return literal.elements().stream().anyMatch(e -> e.type().isArray() && holdsOutside(e));
    } else if (expr instanceof Expr.Intrinsic call) {
      return call.arguments().stream().anyMatch(e -> e.type().isArray() && holdsOutside(e));
    }
    return !(expr instanceof Expr.NewArray
        || expr instanceof Expr.Scratch
        || expr instanceof Expr.Fresh
        || expr instanceof Expr.Pop);
  }

  /** Looks for references that parts of an expression hand on. */
  private void read(Expr expr) {
    if (expr instanceof Expr.ArrayRead
        || expr instanceof Expr.ArrayLength
        || expr instanceof Expr.Conditional
        || expr instanceof Expr.CloneArray
        || expr instanceof Expr.ArrayLiteral
        || expr instanceof Expr.Scratch
        || expr instanceof Expr.Fresh
        || expr instanceof Expr.Binary binary
            && (binary.op() == BinaryOp.EQ || binary.op() == BinaryOp.NE)
        || expr instanceof Expr.Intrinsic call && call.method().owner().startsWith(RUNTIME)) {
      Exprs.children(expr).forEach(this::read);
    } else {
      Exprs.children(expr).forEach(each -> use(each, true));
    }
  }

  /**
   * Looks at what is handed to other code.
   *
   * @param keeps whether that may keep it
   */
  private void use(Expr expr, boolean keeps) {
    read(expr);
    if (keeps && !(expr.type() instanceof Type.Primitive)) {
      escaping.addAll(roots(expr));
    }
  }
}
