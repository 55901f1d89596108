package org.cotangent.processor.analysis;

import java.util.List;
import org.cotangent.processor.ir.Span;

/**
 * Which statement of a method reads what another has computed.
 *
 * @param nodes inputs, statements and results, in the order of the method
 * @param edges from a node to one that reads its value; both may lie inside of others
 */
public record FlowGraph(List<Node> nodes, List<Edge> edges) {
  public FlowGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** What a node is. */
  public enum Kind {
    INPUT,
    STATEMENT,
    LOOP,
    BRANCH,
    RESULT
  }

  /**
   * An input, a statement, or a result.
   *
   * @param id its number, unique in the graph
   * @param active whether its value carries a derivative
   * @param inner the statements of a loop or branch
   */
  public record Node(int id, Kind kind, String label, Span span, boolean active, List<Node> inner) {
    public Node {
      inner = List.copyOf(inner);
    }

    /** How many nodes it is, with all inside. */
    public int size() {
      return 1 + inner.stream().mapToInt(Node::size).sum();
    }
  }

  /**
   * A value on its way.
   *
   * @param variable what holds it
   * @param active whether it carries a derivative there
   */
  public record Edge(int from, int to, String variable, boolean active) {}

  /** How many nodes there are. */
  public int size() {
    return nodes.stream().mapToInt(Node::size).sum();
  }
}
