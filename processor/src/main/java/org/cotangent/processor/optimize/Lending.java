package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Where a generated method makes arrays, borrows them, or calls the forward half of a helper, which
 * may leave borrowed arrays behind; and between which marks.
 */
final class Lending {

  /** What a generated method is for the tape. */
  enum Kind {
    /** Called by users; gives back what it borrows. */
    ENTRY,
    /** The forward half of a helper: what it borrows stays lent. */
    FORWARD,
    /** The reverse half: gives back what it borrows. */
    REVERSE,
    /** Anything else. */
    OTHER
  }

  /**
   * One such place.
   *
   * @param stmt the statement
   * @param made the array that is made, or null
   * @param callee the forward half that is called, or null
   * @param room the statements between the mark and the release around it, or null
   * @param loops the loops around it inside of these (or of the method), innermost last
   * @param hasAdjoint whether an array of the same shape is borrowed beside it
   */
  record Place(
      Stmt stmt,
      Expr made,
      GeneratedFunction callee,
      Room room,
      List<Stmt> loops,
      boolean hasAdjoint) {

    /** Whether it is inside of a loop, which may be null for the whole method. */
    boolean isIn(Stmt loop) {
      return loop == null || loops.stream().anyMatch(each -> each == loop);
    }

    /** The loop directly around, or null. */
    Stmt loop() {
      return loops.isEmpty() ? null : loops.get(loops.size() - 1);
    }
  }

  /**
   * What stands between a mark and its release, in one list of statements.
   *
   * @param mark the variable
   * @param inside the statements
   * @param optional whether the mark is there only for what this pass may lend
   */
  record Room(Variable mark, List<Stmt> inside, boolean optional) {}

  private final Map<String, GeneratedFunction> functions;
  private final GeneratedFunction function;
  private final Kind kind;
  private final List<Place> places = new ArrayList<>();
  private final List<Room> rooms = new ArrayList<>();

  Lending(Map<String, GeneratedFunction> functions, GeneratedFunction function) {
    this.functions = functions;
    this.function = function;
    this.kind = kind(function);
    visit(function.body().statements(), null, List.of());
  }

  GeneratedFunction function() {
    return function;
  }

  Kind kind() {
    return kind;
  }

  List<Place> places() {
    return places;
  }

  List<Room> rooms() {
    return rooms;
  }

  /** Whether a method has a parameter for the tape. */
  static boolean usesTape(GeneratedFunction function) {
    return function.parameters().stream().anyMatch(each -> CodeSize.isTape(each.type()));
  }

  /** What a method is for the tape. */
  private static Kind kind(GeneratedFunction function) {
    if (!usesTape(function)) {
      return Kind.OTHER;
    }
    if (function.visibility() == Companion.Visibility.PRIVATE) {
      return function.name().endsWith("Reverse")
          ? Kind.REVERSE
          : function.name().endsWith("Forward") ? Kind.FORWARD : Kind.OTHER;
    }
    return function.name().endsWith("Backward") && endsOnce(function.body())
        ? Kind.ENTRY
        : Kind.OTHER;
  }

  /** Whether a body ends at its end only. */
  static boolean endsOnce(Stmt.Block body) {
    List<Stmt> all = body.statements();
    int[] returns = {0};
    Stmts.walk(body, stmt -> returns[0] += stmt instanceof Stmt.Return ? 1 : 0);
    return all.isEmpty() || all.get(all.size() - 1) instanceof Stmt.Return
        ? returns[0] <= 1
        : returns[0] == 0 && Stmts.completes(all);
  }

  /** Whether nothing leaves a body but its end, or an exception. */
  static boolean isStraight(Stmt.Block body) {
    boolean[] straight = {Stmts.completes(body.statements())};
    Stmts.walk(
        body,
        stmt ->
            straight[0] &=
                !(stmt instanceof Stmt.Break
                    || stmt instanceof Stmt.Continue
                    || stmt instanceof Stmt.Return));
    return straight[0];
  }

  private void visit(List<Stmt> statements, Room room, List<Stmt> loops) {
    for (int k = 0; k < statements.size(); k++) {
      Stmt stmt = statements.get(k);
      int end = isMark(stmt) ? release(statements, k) : -1;
      if (end < 0) {
        visit(stmt, statements, room, loops);
        continue;
      }
      boolean optional = stmt.span().line() > 0;
      Room inner =
          new Room(((Stmt.Declare) stmt).variable(), statements.subList(k + 1, end), optional);
      rooms.add(inner);
      visit(inner.inside(), inner, List.of());
      k = end;
    }
  }

  private void visit(Stmt stmt, List<Stmt> beside, Room room, List<Stmt> loops) {
    boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
    List<Stmt> around = loops;
    if (loop) {
      around = new ArrayList<>(loops);
      around.add(stmt);
    }
    look(stmt, beside, room, loops);
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      visit(block.statements(), room, around);
    }
  }

  private void look(Stmt stmt, List<Stmt> beside, Room room, List<Stmt> loops) {
    if (stmt instanceof Stmt.CallStatement call) {
      GeneratedFunction callee = ArrayClasses.callee(functions, call);
      if (callee != null && kind(callee) == Kind.FORWARD) {
        places.add(new Place(stmt, null, callee, room, loops, false));
      }
    }
    Expr made = made(stmt);
    if (made != null) {
      places.add(new Place(stmt, made, null, room, loops, hasAdjoint(stmt, beside)));
    }
    boolean[] borrows = {false};
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.walk(
          expr,
          node -> borrows[0] |= node instanceof Expr.Scratch || node instanceof Expr.KeptArray);
    }
    if (borrows[0]) {
      places.add(new Place(stmt, null, null, room, loops, false));
    }
  }

  /** Whether the adjoint of an array that a statement makes is borrowed in the same block. */
  private static boolean hasAdjoint(Stmt stmt, List<Stmt> beside) {
    Expr array = Exprs.read(target(stmt));
    return beside.stream()
        .anyMatch(
            each ->
                each instanceof Stmt.Declare declare
                    && declare.init() instanceof Expr.Scratch scratch
                    && scratch.like().equals(array));
  }

  /** The variable that takes an array: the root where that is a row. */
  static Variable target(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare
        ? declare.variable()
        : Exprs.root(((Stmt.Assign) stmt).target());
  }

  /** The array that a statement makes of a kind that the tape can lend; null for any other. */
  static Expr made(Stmt stmt) {
    Expr value =
        stmt instanceof Stmt.Declare declare
            ? declare.init()
            : stmt instanceof Stmt.Assign assign && Exprs.root(assign.target()) != null
                ? assign.value()
                : null;
    if (value instanceof Expr.CloneArray copy) {
      boolean lendable =
          copy.type().elementType() == Type.Primitive.DOUBLE
              || copy.type().elementType() == Type.Primitive.FLOAT
              || copy.type().elementType() == Type.Primitive.INT;
      return lendable ? value : null;
    }
    if (!(value instanceof Expr.NewArray array)) {
      return null;
    }
    Type leaf = array.type().leaf();
    boolean plain =
        leaf == Type.Primitive.DOUBLE
            || leaf == Type.Primitive.FLOAT
            || leaf == Type.Primitive.INT
            || leaf == Type.Primitive.LONG
            || leaf == Type.Primitive.BOOLEAN;
    return array.type().rank() == 1 && plain
            || array.type().rank() == 2 && leaf == Type.Primitive.DOUBLE
        ? value
        : null;
  }

  static boolean isMark(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare && declare.init() instanceof Expr.Mark;
  }

  /** The position of the release that belongs to a mark, or -1. */
  static int release(List<Stmt> statements, int mark) {
    Expr variable = Exprs.read(((Stmt.Declare) statements.get(mark)).variable());
    for (int k = mark + 1; k < statements.size(); k++) {
      if (statements.get(k) instanceof Stmt.Release release && release.mark().equals(variable)) {
        return k;
      }
    }
    return -1;
  }
}
