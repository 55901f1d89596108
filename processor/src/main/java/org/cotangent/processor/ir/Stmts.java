package org.cotangent.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What is done to statements everywhere: walk, rewrite expressions, ask what is assigned. */
public final class Stmts {
  private Stmts() {}

  /**
   * Calls {@code f} for the statement and all statements inside, outermost first, in textual order.
   */
  public static void walk(Stmt stmt, Consumer<Stmt> f) {
    f.accept(stmt);
    for (Stmt.Block block : blocks(stmt)) {
      for (Stmt inner : block.statements()) {
        walk(inner, f);
      }
    }
  }

  /** The blocks directly inside a compound statement; a block's only one is itself. */
  public static List<Stmt.Block> blocks(Stmt stmt) {
    if (stmt instanceof Stmt.Block block) {
      return List.of(block);
    }
    if (stmt instanceof Stmt.If choice) {
      return List.of(choice.then(), choice.otherwise());
    }
    if (stmt instanceof Stmt.CountedFor loop) {
      return List.of(loop.body());
    }
    if (stmt instanceof Stmt.While loop) {
      return List.of(loop.body(), loop.update());
    }
    if (stmt instanceof Stmt.Scoped scoped) {
      return List.of(scoped.body());
    }
    return stmt instanceof Stmt.Labelled labelled ? List.of(labelled.body()) : List.of();
  }

  /**
   * Every expression directly in the statement (not in statements inside it), assignment targets
   * included.
   */
  public static List<Expr> expressions(Stmt stmt) {
    // The commonest kinds without a copy of the statement.
    if (stmt instanceof Stmt.Declare s) {
      return s.init() == null ? List.of() : List.of(s.init());
    }
    if (stmt instanceof Stmt.Assign s) {
      return List.of(s.target(), s.value());
    }
    if (stmt instanceof Stmt.Block || stmt instanceof Stmt.Comment) {
      return List.of();
    }
    List<Expr> found = new ArrayList<>();
    mapExpressions(
        stmt,
        expr -> {
          found.add(expr);
          return expr;
        },
        false);
    return found;
  }

  /**
   * Rebuilds a block bottom-up, each statement becoming any number of statements.
   *
   * @param f is given the original statement and the same statement with its inner blocks rebuilt
   */
  public static Stmt.Block expand(Stmt.Block block, BiFunction<Stmt, Stmt, List<Stmt>> f) {
    List<Stmt> out = new ArrayList<>(block.statements().size());
    for (Stmt stmt : block.statements()) {
      out.addAll(f.apply(stmt, withBlocks(stmt, inner -> expand(inner, f))));
    }
    return withStatements(block, out);
  }

  /** A block with other statements; the same object when they are the same objects. */
  public static Stmt.Block withStatements(Stmt.Block block, List<Stmt> statements) {
    List<Stmt> old = block.statements();
    boolean same = old.size() == statements.size();
    for (int k = 0; same && k < old.size(); k++) {
      same = old.get(k) == statements.get(k);
    }
    return same ? block : new Stmt.Block(statements, block.span());
  }

  /**
   * The statement with the blocks directly inside replaced; the same object when nothing changes.
   */
  public static Stmt withBlocks(Stmt stmt, UnaryOperator<Stmt.Block> f) {
    if (stmt instanceof Stmt.Block block) {
      return f.apply(block);
    }
    if (stmt instanceof Stmt.If s) {
      Stmt.Block then = f.apply(s.then());
      Stmt.Block otherwise = f.apply(s.otherwise());
      return then == s.then() && otherwise == s.otherwise()
          ? stmt
          : new Stmt.If(s.condition(), then, otherwise, s.span());
    }
    if (stmt instanceof Stmt.CountedFor s) {
      Stmt.Block body = f.apply(s.body());
      return body == s.body()
          ? stmt
          : new Stmt.CountedFor(
              s.index(), s.from(), s.relation(), s.bound(), s.step(), body, s.label(), s.span());
    }
    if (stmt instanceof Stmt.While s) {
      Stmt.Block body = f.apply(s.body());
      Stmt.Block update = f.apply(s.update());
      return body == s.body() && update == s.update()
          ? stmt
          : new Stmt.While(s.condition(), body, update, s.testFirst(), s.label(), s.span());
    }
    if (stmt instanceof Stmt.Labelled s) {
      Stmt.Block body = f.apply(s.body());
      return body == s.body() ? stmt : new Stmt.Labelled(s.label(), body, s.span());
    }
    if (stmt instanceof Stmt.Scoped s) {
      Stmt.Block body = f.apply(s.body());
      return body == s.body() ? stmt : new Stmt.Scoped(s.scope(), body, s.span());
    }
    return stmt;
  }

  /** Whether a break with this label leaves a statement, or something inside it. */
  public static boolean breaksTo(Stmt stmt, String label) {
    boolean[] found = {false};
    walk(stmt, inner -> found[0] |= inner instanceof Stmt.Break b && label.equals(b.label()));
    return found[0];
  }

  /** Whether a break inside the block leaves the loop that the block is the body of. */
  public static boolean hasBreak(Stmt.Block block) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Break) {
        return true;
      }
      boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
      if (!loop && blocks(stmt).stream().anyMatch(Stmts::hasBreak)) {
        return true;
      }
    }
    return false;
  }

  /** Whether control can reach the end of the statements, as javac sees it (JLS 14.22). */
  public static boolean completes(List<Stmt> statements) {
    return statements.stream().allMatch(Stmts::completes);
  }

  private static boolean completes(Stmt stmt) {
    if (stmt instanceof Stmt.If choice) {
      return completes(choice.then().statements()) || completes(choice.otherwise().statements());
    }
    if (stmt instanceof Stmt.Block block) {
      return completes(block.statements());
    }
    if (stmt instanceof Stmt.Labelled block) {
      return completes(block.body().statements()) || breaksTo(block.body(), block.label());
    }
    if (stmt instanceof Stmt.While loop) {
      return !isEndless(loop);
    }
    return !(stmt instanceof Stmt.Return
        || stmt instanceof Stmt.Throw
        || stmt instanceof Stmt.Break
        || stmt instanceof Stmt.Continue);
  }

  /** Whether a loop is left by jumps out of more than itself only. */
  private static boolean isEndless(Stmt.While loop) {
    return loop.condition() instanceof Expr.Literal literal
        && Boolean.TRUE.equals(literal.value())
        && !hasBreak(loop.body())
        && (loop.label() == null || !breaksTo(loop.body(), loop.label()));
  }

  /** Rebuilds a statement with each of its expressions replaced, those of inner statements too. */
  public static Stmt mapExpressions(Stmt stmt, UnaryOperator<Expr> f) {
    return mapExpressions(stmt, f, true);
  }

  /** Rebuilds a block with each of its expressions replaced. */
  public static Stmt.Block mapExpressions(Stmt.Block block, UnaryOperator<Expr> f) {
    return (Stmt.Block) mapExpressions(block, f, true);
  }

  /** Rebuilds a statement with its own expressions replaced, not those of inner statements. */
  public static Stmt mapOwnExpressions(Stmt stmt, UnaryOperator<Expr> f) {
    return mapExpressions(stmt, f, false);
  }

  private static Stmt mapExpressions(Stmt stmt, UnaryOperator<Expr> f, boolean deep) {
    UnaryOperator<Stmt.Block> inner =
        block -> {
          if (!deep) {
            return block;
          }
          List<Stmt> mapped = new ArrayList<>(block.statements().size());
          for (Stmt part : block.statements()) {
            mapped.add(mapExpressions(part, f, true));
          }
          return withStatements(block, mapped);
        };
    UnaryOperator<Expr> g = expr -> expr == null ? null : f.apply(expr);
    if (stmt instanceof Stmt.Block block) {
      return inner.apply(block);
    }
    if (stmt instanceof Stmt.Declare s) {
      Expr init = g.apply(s.init());
      return init == s.init() ? stmt : new Stmt.Declare(s.variable(), init, s.span());
    }
    if (stmt instanceof Stmt.Assign s) {
      Expr target = f.apply(s.target());
      Expr value = f.apply(s.value());
      return target == s.target() && value == s.value()
          ? stmt
          : new Stmt.Assign(target, value, s.span());
    }
    if (stmt instanceof Stmt.CallStatement s) {
      return new Stmt.CallStatement(
          s.target(), s.callee(), Exprs.mapAll(s.arguments(), f), s.span());
    }
    if (stmt instanceof Stmt.If s) {
      return new Stmt.If(
          f.apply(s.condition()), inner.apply(s.then()), inner.apply(s.otherwise()), s.span());
    }
    if (stmt instanceof Stmt.CountedFor s) {
      return new Stmt.CountedFor(
          s.index(),
          f.apply(s.from()),
          s.relation(),
          f.apply(s.bound()),
          s.step(),
          inner.apply(s.body()),
          s.label(),
          s.span());
    }
    if (stmt instanceof Stmt.While s) {
      return new Stmt.While(
          f.apply(s.condition()),
          inner.apply(s.body()),
          inner.apply(s.update()),
          s.testFirst(),
          s.label(),
          s.span());
    }
    if (stmt instanceof Stmt.Return s) {
      return new Stmt.Return(g.apply(s.value()), s.span());
    }
    if (stmt instanceof Stmt.Fill s) {
      return new Stmt.Fill(
          f.apply(s.array()), g.apply(s.from()), g.apply(s.to()), f.apply(s.value()), s.span());
    }
    if (stmt instanceof Stmt.ArrayCopy s) {
      return new Stmt.ArrayCopy(
          f.apply(s.source()),
          f.apply(s.sourcePosition()),
          f.apply(s.target()),
          f.apply(s.targetPosition()),
          f.apply(s.length()),
          s.span());
    }
    if (stmt instanceof Stmt.Labelled s) {
      return new Stmt.Labelled(s.label(), inner.apply(s.body()), s.span());
    }
    if (stmt instanceof Stmt.Scoped s) {
      return new Stmt.Scoped(s.scope(), inner.apply(s.body()), s.span());
    }
    if (stmt instanceof Stmt.Throw s) {
      return new Stmt.Throw(f.apply(s.value()), s.span());
    }
    if (stmt instanceof Stmt.Assert s) {
      return new Stmt.Assert(f.apply(s.condition()), g.apply(s.detail()), s.span());
    }
    if (stmt instanceof Stmt.Evaluate s) {
      return new Stmt.Evaluate(f.apply(s.value()), s.span());
    }
    if (stmt instanceof Stmt.Push s) {
      return new Stmt.Push(f.apply(s.value()), s.span());
    }
    if (stmt instanceof Stmt.TapeCopy s) {
      return new Stmt.TapeCopy(
          f.apply(s.array()), f.apply(s.from()), f.apply(s.to()), s.back(), s.span());
    }
    if (stmt instanceof Stmt.Release s) {
      return new Stmt.Release(f.apply(s.mark()), s.span());
    }
    if (stmt instanceof Stmt.RuntimeCall s) {
      return new Stmt.RuntimeCall(s.owner(), s.method(), Exprs.mapAll(s.arguments(), f), s.span());
    }
    return stmt;
  }

  /** The scalar or reference variables that a statement or anything inside assigns or declares. */
  public static Set<Variable> assigned(Stmt stmt) {
    Set<Variable> found = new LinkedHashSet<>();
    walk(
        stmt,
        inner -> {
          if (inner instanceof Stmt.Declare s) {
            found.add(s.variable());
          } else if (inner instanceof Stmt.Assign s
              && s.target() instanceof Expr.VariableRead read) {
            found.add(read.variable());
          } else if (inner instanceof Stmt.CallStatement s && s.target() != null) {
            found.add(s.target());
          } else if (inner instanceof Stmt.CountedFor s) {
            found.add(s.index());
          }
        });
    return found;
  }

  /** The variables that are declared by a statement or anything inside it. */
  public static Set<Variable> declared(Stmt stmt) {
    Set<Variable> found = new LinkedHashSet<>();
    walk(
        stmt,
        inner -> {
          if (inner instanceof Stmt.Declare s) {
            found.add(s.variable());
          } else if (inner instanceof Stmt.CountedFor s) {
            found.add(s.index());
          }
        });
    return found;
  }

  /**
   * Every variable that occurs in an expression of the statement or anything inside (assignment
   * targets included).
   */
  public static Set<Variable> mentioned(Stmt stmt) {
    Set<Variable> found = new LinkedHashSet<>();
    walk(
        stmt,
        inner -> {
          expressions(inner).forEach(expr -> Exprs.addVariables(expr, found));
          if (inner instanceof Stmt.CallStatement call && call.target() != null) {
            found.add(call.target());
          }
        });
    return found;
  }
}
