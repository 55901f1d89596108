package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.optimize.Lending.Kind;
import org.cotangent.processor.optimize.Lending.Place;
import org.cotangent.processor.optimize.Lending.Room;

/**
 * Decides which arrays that a method makes for itself are lent by the tape, so that a call with a
 * tape that is used again allocates nothing for them.
 *
 * <p>Those that nobody can have any more when the call is over ({@link ArrayClasses}). The tape has
 * them back when the entry method ends, when an iteration ends that both sweeps are done with, or
 * when the method ends that alone used them. An array of a loop or of a helper that is called again
 * and again, which is garbage at once in the original, is lent only if the reverse sweep keeps it
 * anyway, or if it is given back in the same iteration: lending must not make memory grow with the
 * number of iterations.
 */
public final class LentArrays {
  /** HotSpot may keep the elements of arrays up to this length in registers. */
  private static final int SMALL = 64;

  private final Companion companion;
  private final Map<String, GeneratedFunction> functions = new LinkedHashMap<>();
  private final Map<String, Lending> lendings = new LinkedHashMap<>();
  private final ArrayClasses classes;
  private final Set<String> unsafe = new HashSet<>();
  private final Set<String> repeated = new HashSet<>();
  private final Map<String, List<GeneratedFunction>> called = new HashMap<>();
  private final Map<String, Boolean> recursive = new HashMap<>();
  private final Set<ArrayClasses.Node> denied = new HashSet<>();

  private final Map<String, Set<Stmt>> lent = new HashMap<>();
  private final Set<ArrayClasses.Node> ours = new HashSet<>();
  private final Map<String, Set<ArrayClasses.Node>> left = new HashMap<>();
  private final Map<String, Set<Stmt>> brackets = new HashMap<>();
  private final Set<String> whole = new HashSet<>();
  private final Set<Room> dropped = Collections.newSetFromMap(new IdentityHashMap<>());

  private LentArrays(Companion companion) {
    this.companion = companion;
    companion.functions().forEach(each -> functions.put(ArrayClasses.key(each), each));
    functions.forEach((key, each) -> lendings.put(key, new Lending(functions, each)));
    this.classes = new ArrayClasses(functions);
  }

  /**
   * The companion whose methods borrow their own arrays where they can.
   *
   * @param journal takes what is lent
   */
  public static Companion apply(Companion companion, Journal journal) {
    LentArrays pass = new LentArrays(companion);
    pass.reach();
    boolean settled;
    do {
      pass.lent.clear();
      pass.ours.clear();
      pass.left.clear();
      pass.brackets.clear();
      pass.whole.clear();
      pass.dropped.clear();
      pass.decide();
      settled = pass.bracket();
    } while (!settled);
    pass.note(journal);
    return pass.written();
  }

  private void note(Journal journal) {
    for (Lending lending : lendings.values()) {
      for (Place place : lending.places()) {
        if (place.made() != null && isLent(lending, place)) {
          journal.decide(
              place.stmt().span(),
              Optimization.LENT_ARRAYS,
              "the array `"
                  + Lending.target(place.stmt()).name()
                  + "` is lent by the tape instead of being allocated: nobody can have it any more"
                  + " when the call is over");
        }
      }
    }
  }

  // ---------------------------------------------------------------- who is called how

  private void reach() {
    List<String> next = new ArrayList<>();
    functions.forEach(
        (key, each) -> {
          boolean entry = each.visibility() != Companion.Visibility.PRIVATE;
          Kind kind = lendings.get(key).kind();
          if (entry ? kind != Kind.ENTRY : kind == Kind.OTHER) {
            next.add(key);
          }
        });
    for (int k = 0; k < next.size(); k++) {
      if (unsafe.add(next.get(k))) {
        callees(functions.get(next.get(k))).stream()
            .filter(each -> each.visibility() == Companion.Visibility.PRIVATE)
            .forEach(each -> next.add(ArrayClasses.key(each)));
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Lending lending : lendings.values()) {
        Kind kind = lending.kind();
        boolean again =
            kind == Kind.FORWARD && repeated.contains(ArrayClasses.key(lending.function()));
        for (Place place : lending.places()) {
          boolean often = again || kind != Kind.REVERSE && place.loop() != null;
          if (place.callee() != null && (often || isRecursive(place.callee()))) {
            changed |= repeated.add(ArrayClasses.key(place.callee()));
          }
        }
      }
    }
  }

  private List<GeneratedFunction> callees(GeneratedFunction function) {
    return called.computeIfAbsent(ArrayClasses.key(function), key -> look(function));
  }

  private List<GeneratedFunction> look(GeneratedFunction function) {
    Map<String, GeneratedFunction> found = new LinkedHashMap<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          GeneratedFunction callee =
              stmt instanceof Stmt.CallStatement call ? ArrayClasses.callee(functions, call) : null;
          if (callee != null) {
            found.put(ArrayClasses.key(callee), callee);
          }
        });
    return List.copyOf(found.values());
  }

  private boolean isRecursive(GeneratedFunction function) {
    String key = ArrayClasses.key(function);
    Boolean known = recursive.get(key);
    if (known == null) {
      Set<String> seen = new LinkedHashSet<>();
      List<GeneratedFunction> next = new ArrayList<>(callees(function));
      for (int k = 0; k < next.size(); k++) {
        if (seen.add(ArrayClasses.key(next.get(k)))) {
          next.addAll(callees(next.get(k)));
        }
      }
      known = seen.contains(key);
      recursive.put(key, known);
    }
    return known;
  }

  // ---------------------------------------------------------------- what is lent

  private void decide() {
    for (Lending lending : lendings.values()) {
      for (Place place : lending.places()) {
        if (mayLend(lending, place) && (!isRepeated(lending, place) || isKept(lending, place))) {
          lend(lending, place);
        }
      }
    }
    spread();
    for (Lending lending : lendings.values()) {
      for (Place place : lending.places()) {
        if (mayLend(lending, place)
            && !isLent(lending, place)
            && !isSmall(place.made())
            && givesBack(lending, place)) {
          lend(lending, place);
        }
      }
    }
  }

  private void lend(Lending lending, Place place) {
    lent(lending.function()).add(place.stmt());
    ours.add(classOf(lending, place));
  }

  private boolean isLent(Lending lending, Place place) {
    return lent(lending.function()).contains(place.stmt());
  }

  private Set<Stmt> lent(GeneratedFunction function) {
    return lent.computeIfAbsent(
        ArrayClasses.key(function), key -> Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private ArrayClasses.Node classOf(Lending lending, Place place) {
    return classes.of(lending.function(), Lending.target(place.stmt()));
  }

  private boolean mayLend(Lending lending, Place place) {
    if (place.made() == null || unsafe.contains(ArrayClasses.key(lending.function()))) {
      return false;
    }
    Kind kind = lending.kind();
    ArrayClasses.Node of = classOf(lending, place);
    return (kind == Kind.ENTRY || kind == Kind.FORWARD)
        && !denied.contains(of)
        && !classes.escapes(of);
  }

  private boolean isRepeated(Lending lending, Place place) {
    return place.loop() != null
        || lending.kind() == Kind.FORWARD
            && repeated.contains(ArrayClasses.key(lending.function()));
  }

  /** Whether the array is kept for the reverse sweep, however often this place is passed. */
  private boolean isKept(Lending lending, Place place) {
    return place.hasAdjoint() || classes.isPushed(classOf(lending, place));
  }

  private static boolean isSmall(Expr made) {
    return made instanceof Expr.NewArray array
        && array.dimensions().stream()
            .allMatch(
                each ->
                    each instanceof Expr.Literal literal
                        && literal.value() instanceof Integer length
                        && length <= SMALL);
  }

  /** Finds what the forward halves of helpers leave lent. */
  private void spread() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Lending lending : lendings.values()) {
        if (lending.kind() == Kind.FORWARD) {
          Set<ArrayClasses.Node> known =
              left.computeIfAbsent(
                  ArrayClasses.key(lending.function()), key -> new LinkedHashSet<>());
          for (Place place : lending.places()) {
            if (place.room() == null) {
              changed |= known.addAll(leaves(lending, place));
            }
          }
        }
      }
    }
  }

  /** The classes of the arrays that are lent at a place. */
  private Set<ArrayClasses.Node> leaves(Lending lending, Place place) {
    if (place.callee() != null) {
      return left.getOrDefault(ArrayClasses.key(place.callee()), Set.of());
    }
    if (place.made() != null) {
      return isLent(lending, place) ? Set.of(classOf(lending, place)) : Set.of();
    }
    boolean named = place.stmt() instanceof Stmt.Declare || place.stmt() instanceof Stmt.Assign;
    return named && Lending.target(place.stmt()) != null
        ? Set.of(classOf(lending, place))
        : Set.of();
  }

  /**
   * Whether an array that only this iteration, or only this forward half, uses can be given back at
   * its end: nothing else that is lent there outlives it.
   */
  private boolean givesBack(Lending lending, Place place) {
    GeneratedFunction function = lending.function();
    if (place.loop() == null && place.room() != null) {
      return false;
    }
    Stmt.Block body = place.loop() == null ? function.body() : body(place.loop());
    boolean ends = place.loop() == null ? Lending.endsOnce(body) : Lending.isStraight(body);
    if (!ends
        || !isInside(classOf(lending, place), function, body)
        || place.loop() == null && returns(function, classOf(lending, place))) {
      return false;
    }
    for (Place other : lending.places()) {
      boolean here = other.isIn(place.loop()) && other.room() == place.room();
      boolean bracketed = brackets(function).contains(other.loop());
      if (here && !bracketed && !leaves(lending, other).isEmpty()) {
        return false;
      }
    }
    if (place.loop() == null) {
      whole.add(ArrayClasses.key(function));
    } else {
      brackets(function).add(place.loop());
    }
    return true;
  }

  private static Stmt.Block body(Stmt loop) {
    return Stmts.blocks(loop).get(0);
  }

  private Set<Stmt> brackets(GeneratedFunction function) {
    return brackets.computeIfAbsent(
        ArrayClasses.key(function), key -> Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean returns(GeneratedFunction function, ArrayClasses.Node of) {
    Stmt last = function.body().statements().get(function.body().statements().size() - 1);
    return last instanceof Stmt.Return end
        && end.value() != null
        && end.value().type().isArray()
        && Stmts.mentioned(last).stream().anyMatch(v -> classes.of(function, v).equals(of));
  }

  /** Whether all variables of a class that a method has are declared inside of a block. */
  private boolean isInside(ArrayClasses.Node of, GeneratedFunction function, Stmt.Block block) {
    return Stmts.declared(block).containsAll(classes.variables(of, function));
  }

  // ---------------------------------------------------------------- where it is given back

  /** Finds where marks are needed; false if something cannot be lent after all. */
  private boolean bracket() {
    int before = denied.size();
    for (Lending lending : lendings.values()) {
      Kind kind = lending.kind();
      lending.rooms().forEach(room -> room(lending, room));
      for (Place place : lending.places()) {
        boolean bracketed = brackets(lending.function()).contains(place.loop());
        boolean open = place.room() == null;
        if (!lends(lending, place) || bracketed && place.made() != null) {
          continue;
        }
        if (kind == Kind.REVERSE && (open || place.loop() != null)) {
          reverse(lending, place);
        } else if (kind == Kind.ENTRY && open) {
          whole.add(ArrayClasses.key(lending.function()));
        } else if (kind == Kind.OTHER) {
          denied.addAll(leaves(lending, place));
        }
      }
    }
    return denied.size() == before;
  }

  /** Whether something is lent at a place that would not be lent without this pass. */
  private boolean lends(Lending lending, Place place) {
    return place.callee() != null
        ? leaves(lending, place).stream().anyMatch(ours::contains)
        : place.made() != null && isLent(lending, place);
  }

  /** What is lent between a mark and its release must be used there only. */
  private void room(Lending lending, Room room) {
    boolean needed = false;
    Set<ArrayClasses.Node> all = new LinkedHashSet<>();
    for (Place place : lending.places()) {
      if (place.room() == room) {
        needed |= lends(lending, place);
        all.addAll(leaves(lending, place));
      }
    }
    if (needed) {
      demand(lending, all, Stmt.Block.of(room.inside()));
    } else if (room.optional()) {
      dropped.add(room);
    }
  }

  /** A reverse half that runs a forward half again gives back what that leaves. */
  private void reverse(Lending lending, Place place) {
    GeneratedFunction function = lending.function();
    boolean inLoop = place.loop() != null && Lending.isStraight(body(place.loop()));
    if (inLoop) {
      brackets(function).add(place.loop());
    } else if (place.room() == null && Lending.endsOnce(function.body())) {
      whole.add(ArrayClasses.key(function));
    } else if (place.room() == null) {
      denied.addAll(leaves(lending, place));
    }
    Stmt loop = inLoop ? place.loop() : null;
    Set<ArrayClasses.Node> all = new LinkedHashSet<>();
    for (Place other : lending.places()) {
      if (other.room() == place.room() && other.isIn(loop)) {
        all.addAll(leaves(lending, other));
      }
    }
    demand(lending, all, inLoop ? body(loop) : function.body());
  }

  private void demand(Lending lending, Set<ArrayClasses.Node> all, Stmt.Block block) {
    if (!all.stream().allMatch(of -> isInside(of, lending.function(), block))) {
      all.stream().filter(ours::contains).forEach(denied::add);
    }
  }

  // ---------------------------------------------------------------- the code

  private Companion written() {
    List<GeneratedFunction> out = new ArrayList<>();
    for (GeneratedFunction each : companion.functions()) {
      String key = ArrayClasses.key(each);
      LentCode code =
          new LentCode(each, lent(each), brackets(each), lendings.get(key).rooms(), dropped);
      out.add(
          new GeneratedFunction(
              each.name(),
              each.parameters(),
              each.returnType(),
              code.body(whole.contains(key)),
              each.visibility(),
              each.doc(),
              each.mark()));
    }
    return companion.withFunctions(out);
  }
}
