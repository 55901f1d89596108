package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/** Random statements. */
final class Statements {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;
  private final WholeExpressions whole;
  private final ArrayStatements arrays;
  private final Loops loops;
  private final Switches switches;
  private final References references;
  private final ValueObjects objects;
  private final ArrayPatterns patterns;
  private final ScalarPatterns scalars;

  Statements(Body body) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = new Expressions(body);
    this.whole = numbers.whole();
    this.arrays = new ArrayStatements(body, numbers);
    this.loops = new Loops(body, numbers, this);
    this.switches = new Switches(body, numbers, this);
    this.references = new References(body, numbers);
    this.objects = numbers.objects();
    this.patterns = new ArrayPatterns(body, numbers, this, loops);
    this.scalars = new ScalarPatterns(body, numbers, this, loops);
  }

  Expressions numbers() {
    return numbers;
  }

  Loops loops() {
    return loops;
  }

  /** So many statements in a block of their own. */
  Node block(int depth, int count) {
    body.scope.enter();
    List<Node> statements = new ArrayList<>();
    add(statements, depth, count);
    body.scope.leave();
    return Node.block(statements);
  }

  /** So many statements, in the scope at hand. */
  void add(List<Node> statements, int depth, int count) {
    for (int i = 0; i < count && body.statements > 0; i++) {
      body.statements--;
      body.step();
      statements.addAll(statement(depth));
    }
  }

  /** One statement, or a few that belong together. */
  private List<Node> statement(int depth) {
    boolean deep = depth > 0;
    int d = depth - 1;
    boolean canAssign = !assignable().isEmpty();
    boolean canWrite = numbers.canWrite();
    boolean loop = deep && body.canLoop();
    boolean inLoop = !body.loops.isEmpty() && deep;
    boolean returns = !body.result.isArray() || draw.percent(30);
    boolean labeled = inLoop && !loops.labels().isEmpty();
    return draw.<List<Node>>choice()
        .add(Feature.DECLARATION, this::declaration)
        .add(Feature.VAR, this::inferred)
        .add(Feature.LATE_INITIALISATION, this::lateInitialisation)
        .add(Feature.ASSIGNMENT, canAssign, () -> plain(numbers.assignment(3)))
        .add(Feature.COMPOUND, canAssign, () -> plain(numbers.compound(variable(), 3)))
        .add(Feature.STEP, canAssign, () -> plain(numbers.step()))
        .add(Feature.ELEMENT_WRITE, canWrite, () -> plain(numbers.assign(numbers.target(2), 3)))
        .add(
            Feature.ELEMENT_COMPOUND, canWrite, () -> plain(numbers.compound(numbers.target(2), 3)))
        .add(Feature.ELEMENT_STEP, canWrite, () -> plain(numbers.step(numbers.target(2))))
        .add(Feature.WHOLE_DECLARATION, this::wholeDeclaration)
        .add(Feature.WHOLE_STATEMENT, !ints().isEmpty(), this::wholeStatement)
        .add(Feature.WHOLE_ELEMENT_WRITE, arrays.hasIntArray(), arrays::wholeElementWrite)
        .add(Feature.WHOLE_COMPOUND_CUT, !ints().isEmpty(), this::cut)
        .add(Feature.BOOLEAN_DECLARATION, this::booleanDeclaration)
        .add(Feature.IF, deep, () -> List.of(conditional(d)))
        .add(Feature.BLOCK, deep, () -> List.of(block(d, 1 + draw.number(3))))
        .add(Feature.COUNTED_LOOP, loop, () -> List.of(loops.counted(d)))
        .add(Feature.COUNTED_DOWN, loop, () -> List.of(loops.countedOddly(d)))
        .add(Feature.LONG_LOOP, loop, () -> List.of(loops.countedLong(d)))
        .add(Feature.FOREACH, loop, () -> List.of(loops.foreach(d)))
        .add(Feature.FOREACH_ROWS, loop && loops.hasRows(), () -> List.of(loops.foreachRows(d)))
        .add(Feature.WHILE, loop, () -> List.of(loops.whileLoop(d)))
        .add(Feature.GENERAL_FOR, loop, () -> List.of(loops.generalFor(d)))
        .add(Feature.DO, loop, () -> List.of(loops.doLoop(d)))
        .add(Feature.ENDLESS_FOR, loop, () -> List.of(loops.endless(d)))
        .add(Feature.TRIANGULAR_LOOP, loop && loops.hasIndex(), () -> List.of(loops.triangular(d)))
        .add(Feature.NEGATIVE_LOOP, loop, () -> List.of(loops.negative(d)))
        .add(
            Feature.OVERWRITING_LOOP,
            loop && patterns.canWrite(),
            () -> List.of(patterns.overwriting()))
        .add(
            Feature.OVERWRITTEN_AGAIN,
            loop && body.canNest() && patterns.canWrite(),
            () -> List.of(patterns.overwrittenAgain()))
        .add(Feature.SHORT_LIVED_ARRAY, loop && body.canNest(), patterns::shortLived)
        .add(Feature.COUNTER, loop && body.canNest() && patterns.canWrite(), scalars::counter)
        .add(Feature.SIGN, loop, scalars::sign)
        .add(Feature.RUNNING_BEST, loop && patterns.canRead(), scalars::running)
        .add(
            Feature.ACCUMULATING_LOOP,
            loop && body.canNest() && patterns.canWrite(),
            () -> List.of(patterns.accumulating()))
        .add(Feature.REPEATED_FUNCTION, scalars::repeatedFunction)
        .add(Feature.LINKED_LIST, loop && scalars.hasLinks(), scalars::linked)
        .add(Feature.BREAK, inLoop, () -> jump(Node.of(Kind.BREAK, Type.VOID, "")))
        .add(Feature.CONTINUE, inLoop, () -> jump(Node.of(Kind.CONTINUE, Type.VOID, "")))
        .add(Feature.LABELED_BREAK, labeled, () -> jump(loops.labeled(Kind.BREAK)))
        .add(Feature.LABELED_CONTINUE, labeled, () -> jump(loops.labeled(Kind.CONTINUE)))
        .add(
            Feature.EARLY_RETURN,
            returns && deep && !inLoop,
            () -> jump(Node.of(Kind.RETURN, Type.VOID, "")))
        .add(
            Feature.RETURN_IN_LOOP,
            returns && inLoop,
            () -> jump(Node.of(Kind.RETURN, Type.VOID, "")))
        .add(Feature.VOID_CALL, numbers.calls().hasVoid(), () -> plain(numbers.calls().ofVoid(2)))
        .add(
            Feature.IGNORED_RESULT,
            numbers.calls().hasScalar(),
            () -> plain(numbers.calls().scalar(2)))
        .add(Feature.SWITCH_OLD, deep, () -> List.of(switches.old(d)))
        .add(Feature.SWITCH_ARROW, deep, () -> List.of(switches.arrow(d)))
        .add(Feature.SWITCH_VALUE, deep, switches::value)
        .add(Feature.LABELED_BLOCK, deep, () -> List.of(switches.labeledBlock(d)))
        .add(Feature.THROW, deep, () -> List.of(switches.check()))
        .add(Feature.ASSERT, deep, () -> List.of(switches.assertion()))
        .add(Feature.ARRAY_SWAP, references.hasTwo(), references::swap)
        .add(Feature.ARRAY_ASSIGNED, references.hasTwo(), references::assign)
        .add(Feature.ARRAY_CHOSEN, references.hasTwo(), references::choose)
        .add(Feature.ARRAY_LATE, references.hasTwo(), references::late)
        .add(Feature.ROW_REPLACED, references.hasMatrix(), references::replaceRow)
        .add(Feature.MATRIX_OF_ROWS, references.hasTwo(), references::ofRows)
        .add(Feature.JAGGED, references::jagged)
        .add(Feature.PAIR, objects::declarePair)
        .add(Feature.PAIR_ASSIGNED, objects.hasPair(), objects::assignPair)
        .add(Feature.LAMBDA, deep, objects::declareFunction)
        .add(Feature.NEW_ARRAY, arrays::newArray)
        .add(Feature.NEW_MATRIX, arrays::newMatrix)
        .add(Feature.NEW_CUBE, arrays::newCube)
        .add(Feature.ARRAY_LITERAL, arrays::literal)
        .add(Feature.MATRIX_LITERAL, arrays::matrixLiteral)
        .add(Feature.CLONE, arrays.has(1), arrays::cloned)
        .add(Feature.COPY_OF, arrays.has(1), arrays::copyOf)
        .add(Feature.ARRAY_ALIAS, arrays.has(1), arrays::alias)
        .add(Feature.ROW_ALIAS, arrays.has(2), arrays::row)
        .add(Feature.FILL, arrays.canWriteRow(), arrays::fill)
        .add(Feature.FILL_RANGE, arrays.canWriteRow(), arrays::fillRange)
        .add(Feature.ARRAY_COPY, arrays.canWriteRow(), arrays::copy)
        .add(Feature.OVERLAPPING_COPY, arrays.canWriteRow(), arrays::overlappingCopy)
        .add(Feature.WHOLE_ARRAY, arrays::intArray)
        .add(Feature.WHOLE_ARRAY_BULK, arrays.hasIntArray(), arrays::intBulk)
        .add(Feature.ARRAY_RESULT_CALL, numbers.calls().hasArray(), arrays::called)
        .take();
  }

  static List<Node> plain(Node expression) {
    return List.of(Node.statement(expression));
  }

  private List<Variable> assignable() {
    return body.scope.all(v -> v.type().isFloating() && v.assignable());
  }

  private List<Variable> ints() {
    return body.scope.all(v -> v.type().equals(Type.INT) && v.assignable());
  }

  private Node variable() {
    return draw.of(assignable()).reference();
  }

  Type floating() {
    return body.singles && draw.percent(35) ? Type.FLOAT : Type.DOUBLE;
  }

  private List<Node> declaration() {
    Type type = floating();
    Node value = numbers.bounded(type, 3);
    String name = body.scope.fresh();
    body.scope.declare(type, name, true);
    return List.of(Node.of(Kind.LOCAL, type, name, value));
  }

  private List<Node> inferred() {
    Node value = numbers.number(3);
    String name = body.scope.fresh();
    boolean isFinal = draw.percent(50);
    body.scope.declare(value.type(), name, !isFinal);
    if (isFinal) {
      body.isFinal(name);
    }
    return List.of(
        Node.of(Kind.LOCAL, value.type(), name, value).withNote(isFinal ? "final" : "var"));
  }

  private List<Node> lateInitialisation() {
    Type type = floating();
    String name = body.scope.fresh();
    Node condition = whole.condition(1);
    List<Node> arms = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      body.scope.enter();
      List<Node> statements = new ArrayList<>();
      add(statements, 0, draw.number(2));
      statements.add(
          Node.statement(numbers.assign(Node.name(type, name), "=", numbers.bounded(type, 2))));
      body.scope.leave();
      arms.add(Node.block(statements));
    }
    body.scope.declare(type, name, true);
    return List.of(
        Node.of(Kind.LOCAL, type, name),
        Node.of(Kind.IF, Type.VOID, "", condition, arms.get(0), arms.get(1)));
  }

  private List<Node> wholeDeclaration() {
    boolean isLong = draw.percent(15);
    Type type = isLong ? Type.LONG : Type.INT;
    Node value = whole.masked(whole.of(2), 7);
    String name = body.scope.fresh();
    body.scope.declare(type, name, true);
    return List.of(Node.of(Kind.LOCAL, type, name, value));
  }

  private List<Node> wholeStatement() {
    return plain(draw.percent(40) ? whole.step() : whole.assignment(2));
  }

  private List<Node> cut() {
    Node target = draw.of(ints()).reference();
    return plain(
        numbers.assign(target, draw.of("+=", "-=", "*="), numbers.bounded(Type.DOUBLE, 1)));
  }

  private List<Node> booleanDeclaration() {
    Node value = whole.condition(2);
    String name = body.scope.fresh();
    body.scope.declare(Type.BOOLEAN, name, true);
    return List.of(Node.of(Kind.LOCAL, Type.BOOLEAN, name, value));
  }

  private Node conditional(int depth) {
    List<Node> parts = new ArrayList<>();
    parts.add(whole.condition(2));
    parts.add(block(depth, 1 + draw.number(3)));
    if (draw.percent(50)) {
      if (depth > 0 && draw.percent(30)) {
        draw.count(Feature.ELSE_IF);
        parts.add(conditional(depth - 1));
      } else {
        draw.count(Feature.ELSE);
        parts.add(block(depth, 1 + draw.number(2)));
      }
    }
    return Node.of(Kind.IF, Type.VOID, "", parts);
  }

  /** A jump that is taken sometimes. */
  private List<Node> jump(Node jump) {
    body.scope.enter();
    Node condition = whole.condition(2);
    List<Node> statements = new ArrayList<>();
    add(statements, 0, draw.percent(40) ? 1 : 0);
    if (jump.is(Kind.RETURN)) {
      jump = returned();
    }
    statements.add(jump);
    body.scope.leave();
    List<Node> parts = new ArrayList<>(List.of(condition, Node.block(statements)));
    if (draw.percent(25)) {
      draw.count(Feature.ELSE);
      parts.add(block(0, 1));
    }
    return List.of(Node.of(Kind.IF, Type.VOID, "", parts));
  }

  /** A return of what the method returns. */
  Node returned() {
    Type type = body.result;
    if (type.equals(Type.VOID)) {
      return Node.of(Kind.RETURN, Type.VOID, "");
    }
    if (type.isArray()) {
      draw.count(Feature.ARRAY_RETURN_INSIDE);
    }
    Node value = type.isArray() ? arrays.result() : numbers.of(type, 2);
    return Node.of(Kind.RETURN, Type.VOID, "", value);
  }
}
