package org.cotangent.runtime.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes values again on the CPU whose memory is lost, from what is left: the operations that
 * made them, back to arrays on the host. An operation that several of them come from is run once;
 * what is only needed in between is forgotten as soon as possible.
 */
final class Recovery {
  private final Backend cpu;
  private final Counters counters;
  private final Set<Value> wanted = identitySet();
  private final Map<Value, HostBuffer> known = new IdentityHashMap<>();
  private final Map<Value, Task> tasks = new IdentityHashMap<>();
  private final Map<Value, Integer> uses = new IdentityHashMap<>();
  private final List<Value> order = new ArrayList<>();

  private Recovery(Backend cpu, Counters counters) {
    this.cpu = cpu;
    this.counters = counters;
  }

  /** Brings all these values to the host. */
  static void run(Collection<Value> wanted, Backend cpu, Counters counters) {
    Recovery recovery = new Recovery(cpu, counters);
    recovery.wanted.addAll(wanted);
    for (Value value : wanted) {
      recovery.plan(value);
    }
    recovery.compute();
  }

  /** Puts what has to be computed for a value into order. A stack: chains can be long. */
  private void plan(Value last) {
    Deque<Value> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      Value value = open.peek();
      if (known.containsKey(value)) {
        open.pop();
      } else if (tasks.containsKey(value)) {
        // Its operands are planned by now.
        open.pop();
        known.put(value, null);
        order.add(value);
      } else {
        Value.Origin origin = value.origin();
        HostBuffer host = value.hostIfThere();
        if (host == null && Offload.canRead(value)) {
          host = value.host();
        }
        if (host != null) {
          known.put(value, host);
        } else if (origin == null) {
          host = value.hostIfThere();
          if (host == null) {
            throw new IllegalStateException("a matrix was closed while it was computed with");
          }
          known.put(value, host);
        } else {
          tasks.put(value, origin.task());
          for (Operand input : origin.task().inputs()) {
            uses.merge(input.value(), 1, Integer::sum);
            open.push(input.value());
          }
        }
      }
    }
  }

  private void compute() {
    for (Value value : order) {
      Task task = tasks.get(value);
      Operand[] inputs = task.inputs();
      View[] views = new View[inputs.length];
      for (int i = 0; i < views.length; i++) {
        views[i] = inputs[i].view(known.get(inputs[i].value()));
      }
      HostBuffer made = Value.ARRAYS.take(value.precision(), value.size());
      if (task.size() > 0) {
        task.run(cpu, views, Operand.of(value, task.rows(), task.columns()).view(made));
      }
      counters.recomputed.increment();
      known.put(value, made);
      for (Operand input : inputs) {
        if (uses.merge(input.value(), -1, Integer::sum) == 0) {
          forget(input.value());
        }
      }
    }
    for (Value value : wanted) {
      HostBuffer made = known.get(value);
      if (made != value.hostIfThere()) {
        value.arrive(made);
      }
    }
  }

  /** Gives an intermediate result back, if it was made here. */
  private void forget(Value value) {
    if (tasks.containsKey(value) && !wanted.contains(value)) {
      Value.ARRAYS.give(known.remove(value));
    }
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
