package org.cotangent.processor.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * A loop with independent iterations: each is reversed as soon as it has run.
 *
 * <p>Adjoints of what stands outside of the loop are collected in variables and arrays of the
 * loop's own, and added where the reverse sweep comes to the loop. So nothing that the caller sees
 * has changed when a later iteration, or what follows the loop, throws.
 *
 * @param seeds the sums that the loop adds to, each with what its adjoint is, evaluated before the
 *     loop
 * @param collected the variables from outside whose adjoints the loop adds to
 */
record FusedLoop(Stmt.CountedFor loop, Map<Variable, Expr> seeds, List<Variable> collected) {
  FusedLoop {
    seeds = new LinkedHashMap<>(seeds);
    collected = List.copyOf(collected);
  }
}
