package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Definitions.Definition;
import org.cotangent.processor.analysis.MethodFacts.VariableFacts;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/** Puts what the analyses found out about a version of a method into words and a graph. */
public final class Explanation {
  private final Function function;
  private final Stmt.Block body;
  private final Storage storage;
  private final Definitions definitions;
  private final Reasons reasons;
  private final Set<Variable> dependent;

  /**
   * @param body the statements that the analyses looked at
   * @param independent the places that are varied on entry
   * @param dependent the places that are useful on exit
   */
  public Explanation(
      Function function,
      Stmt.Block body,
      Storage storage,
      Effects effects,
      Differentiability derivatives,
      Activity activity,
      Set<Variable> independent,
      Set<Variable> dependent) {
    this.function = function;
    this.body = body;
    this.storage = storage;
    this.dependent = dependent;
    List<Variable> parameters =
        function.parameters().stream().map(Function.Parameter::variable).toList();
    this.definitions = new Definitions(storage, effects, derivatives, body, parameters);
    this.reasons = new Reasons(storage, activity, definitions, independent, dependent);
  }

  /**
   * The parameters and the user's variables, in order.
   *
   * @param own the variables that the user declared
   */
  public List<VariableFacts> variables(Set<Variable> own) {
    List<VariableFacts> facts = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      facts.add(reasons.of(parameter.variable(), function.span(), parameter));
    }
    Set<Variable> seen = new LinkedHashSet<>();
    Stmts.walk(
        body,
        stmt -> {
          Variable variable =
              stmt instanceof Stmt.Declare declare
                  ? declare.variable()
                  : stmt instanceof Stmt.CountedFor loop ? loop.index() : null;
          if (variable != null && own.contains(variable) && seen.add(variable)) {
            facts.add(reasons.of(variable, stmt.span(), null));
          }
        });
    return facts;
  }

  /** The data flow. */
  public FlowGraph graph() {
    return new GraphMaker().make();
  }

  /** Numbers the nodes in the order of the method. */
  private final class GraphMaker {
    private final Map<Stmt, Integer> nodes = new IdentityHashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private final Map<Integer, Integer> inputs = new LinkedHashMap<>();
    private final Set<FlowGraph.Edge> edges = new LinkedHashSet<>();
    private final List<Stmt> waiting = new ArrayList<>();
    private int count;

    FlowGraph make() {
      List<FlowGraph.Node> top = new ArrayList<>();
      for (Function.Parameter parameter : function.parameters()) {
        Definition entry = definitions.entry(storage.of(parameter.variable()));
        if (!inputs.containsKey(entry.id())) {
          inputs.put(entry.id(), count);
          top.add(
              node(
                  FlowGraph.Kind.INPUT,
                  parameter.variable().name(),
                  function.span(),
                  reasons.isActive(entry),
                  List.of()));
        }
      }
      inside(body, -1, top);
      rest(-1);
      connect(body);
      results(top);
      Set<Integer> used = new LinkedHashSet<>();
      edges.forEach(edge -> used.add(edge.from()));
      top.removeIf(
          each ->
              each.kind() == FlowGraph.Kind.INPUT && !each.active() && !used.contains(each.id()));
      return new FlowGraph(top, List.copyOf(edges));
    }

    private FlowGraph.Node node(
        FlowGraph.Kind kind, String label, Span span, boolean active, List<FlowGraph.Node> inner) {
      return new FlowGraph.Node(count++, kind, label, span, active, inner);
    }

    private void inside(Stmt.Block block, int parent, List<FlowGraph.Node> out) {
      for (Stmt stmt : block.statements()) {
        List<Stmt.Block> blocks = Stmts.blocks(stmt);
        if (stmt instanceof Stmt.Block || !blocks.isEmpty() && stmt.span().line() == 0) {
          nodes.put(stmt, parent);
          blocks.forEach(inner -> inside(inner, parent, out));
        } else if (!blocks.isEmpty()) {
          out.add(compound(stmt, blocks, parent));
        } else {
          simple(stmt, parent, out);
        }
      }
    }

    /** What was generated and heads no statement of the user is a part of what is around. */
    private void rest(int parent) {
      waiting.forEach(stmt -> nodes.put(stmt, parent));
      waiting.clear();
    }

    /** What was generated in front of a statement is a part of it. */
    private boolean join(int id) {
      boolean active = false;
      for (Stmt stmt : waiting) {
        nodes.put(stmt, id);
        active |= isActive(stmt);
      }
      waiting.clear();
      return active;
    }

    private boolean isActive(Stmt stmt) {
      return definitions.of(stmt).stream().anyMatch(reasons::isActive);
    }

    private List<FlowGraph.Node> arm(Stmt.Block block, int parent) {
      List<FlowGraph.Node> out = new ArrayList<>();
      inside(block, parent, out);
      rest(parent);
      return out;
    }

    private FlowGraph.Node compound(Stmt stmt, List<Stmt.Block> blocks, int parent) {
      int id = count++;
      parents.put(id, parent);
      nodes.put(stmt, id);
      join(id);
      List<FlowGraph.Node> inner = arm(blocks.get(0), id);
      for (Stmt.Block other : blocks.subList(1, blocks.size())) {
        if (stmt instanceof Stmt.If && !other.isEmpty()) {
          int otherwise = count++;
          parents.put(otherwise, id);
          List<FlowGraph.Node> arm = arm(other, otherwise);
          inner.add(
              new FlowGraph.Node(
                  otherwise, FlowGraph.Kind.BRANCH, "else", stmt.span(), anyActive(arm), arm));
        } else {
          inner.addAll(arm(other, id));
        }
      }
      FlowGraph.Kind kind = stmt instanceof Stmt.If ? FlowGraph.Kind.BRANCH : FlowGraph.Kind.LOOP;
      return new FlowGraph.Node(id, kind, stmt.span().text(), stmt.span(), anyActive(inner), inner);
    }

    private static boolean anyActive(List<FlowGraph.Node> nodes) {
      return nodes.stream().anyMatch(FlowGraph.Node::active);
    }

    /** The parts of one statement of the user are one node. */
    private void simple(Stmt stmt, int parent, List<FlowGraph.Node> out) {
      boolean empty =
          stmt instanceof Stmt.Declare declare && declare.init() == null
              || stmt instanceof Stmt.Break
              || stmt instanceof Stmt.Continue
              || stmt instanceof Stmt.Checkpoint
              || stmt instanceof Stmt.Comment;
      if (empty) {
        nodes.put(stmt, parent);
        return;
      }
      if (stmt.span().line() == 0) {
        waiting.add(stmt);
        return;
      }
      boolean active = isActive(stmt);
      FlowGraph.Node last = out.isEmpty() ? null : out.get(out.size() - 1);
      if (last != null
          && last.kind() == FlowGraph.Kind.STATEMENT
          && last.span().line() == stmt.span().line()
          && last.span().text().equals(stmt.span().text())) {
        nodes.put(stmt, last.id());
        active |= join(last.id());
        out.set(
            out.size() - 1,
            new FlowGraph.Node(
                last.id(),
                last.kind(),
                last.label(),
                last.span(),
                last.active() || active,
                List.of()));
        return;
      }
      nodes.put(stmt, count);
      active |= join(count);
      parents.put(count, parent);
      out.add(node(FlowGraph.Kind.STATEMENT, stmt.span().text(), stmt.span(), active, List.of()));
    }

    private void connect(Stmt stmt) {
      int reader = nodes.getOrDefault(stmt, -1);
      if (reader >= 0) {
        definitions
            .reads(stmt)
            .forEach(
                (place, ids) -> {
                  ArrayNames names = new ArrayNames(storage, stmt, place);
                  for (int id : ids) {
                    if (names.mayRead(definitions.all().get(id), ids, definitions)) {
                      connect(id, reader, reasons.carries(id, stmt));
                    }
                  }
                });
      }
      Stmts.blocks(stmt).forEach(block -> block.statements().forEach(this::connect));
    }

    private void connect(int definition, int reader, boolean active) {
      Definition made = definitions.all().get(definition);
      int from = made.stmt() == null ? inputs.get(definition) : nodes.getOrDefault(made.stmt(), -1);
      if (from >= 0 && from != reader && !isAround(from, reader) && !isAround(reader, from)) {
        edges.add(new FlowGraph.Edge(from, reader, made.place().name(), active));
      }
    }

    private boolean isAround(int outer, int inner) {
      for (int at = inner; at >= 0; at = parents.getOrDefault(at, -1)) {
        if (at == outer) {
          return true;
        }
      }
      return false;
    }

    private void results(List<FlowGraph.Node> top) {
      for (Variable place : dependent) {
        Set<Integer> ids = definitions.atEnd(place);
        boolean active = ids.stream().anyMatch(id -> reasons.isActive(definitions.all().get(id)));
        boolean written =
            function.parameters().stream()
                .anyMatch(parameter -> storage.of(parameter.variable()).equals(place));
        int id = count;
        top.add(
            node(
                FlowGraph.Kind.RESULT,
                written ? place.name() + " at the end" : "result",
                function.span(),
                active,
                List.of()));
        for (int definition : ids) {
          connect(definition, id, reasons.isActive(definitions.all().get(definition)));
        }
      }
    }
  }
}
