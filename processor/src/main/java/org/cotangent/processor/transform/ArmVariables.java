package org.cotangent.processor.transform;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Variables of arms ({@code if}, blocks) that live on into the reverse sweep of the block around:
 * they are declared at the top of that block.
 *
 * @param readInReverse what the reverse sweep reads
 * @param saved where old values are kept, by the statement that overwrites them
 * @param savedAdjoints the same for the adjoints of arrays
 */
record ArmVariables(
    Travel travel,
    Set<Variable> readInReverse,
    Map<Stmt, Variable> saved,
    Map<Stmt, Variable> savedAdjoints) {

  /** Those of the arms in a block, not of those in its loops. */
  Set<Variable> of(Stmt.Block block) {
    Set<Variable> found = new LinkedHashSet<>();
    block.statements().forEach(stmt -> find(stmt, found));
    return found;
  }

  private void find(Stmt stmt, Set<Variable> found) {
    if (!(stmt instanceof Stmt.If || stmt instanceof Stmt.Block)) {
      return;
    }
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      for (Stmt inner : block.statements()) {
        if (inner instanceof Stmt.Declare declare && readInReverse.contains(declare.variable())) {
          found.add(declare.variable());
        }
        if (inner instanceof Stmt.Declare declare && travel.travels(declare.variable())) {
          Variable shadow = travel.shadow(declare.variable());
          if (readInReverse.contains(shadow)) {
            found.add(shadow);
          }
        }
        if (saved.containsKey(inner)) {
          found.add(saved.get(inner));
        }
        if (savedAdjoints.containsKey(inner)) {
          found.add(savedAdjoints.get(inner));
        }
        find(inner, found);
      }
    }
  }
}
