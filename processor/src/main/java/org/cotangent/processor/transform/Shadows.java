package org.cotangent.processor.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Variable;

/**
 * The adjoint variable of each primal variable: {@code xAdjoint} for {@code x}, of the same type.
 * The adjoint of an array variable is an array of the same shape, in step with the primal's names:
 * where {@code row} means {@code m[i]}, {@code rowAdjoint} means {@code mAdjoint[i]}.
 */
final class Shadows {
  private final Fresh fresh;
  private final Map<Variable, Variable> adjoints = new LinkedHashMap<>();
  private final Map<Variable, Variable> primals = new LinkedHashMap<>();

  Shadows(Fresh fresh) {
    this.fresh = fresh;
  }

  /** The adjoint of a variable. */
  Variable of(Variable primal) {
    Variable known = adjoints.get(primal);
    if (known == null) {
      known = fresh.variable(primal.name() + "Adjoint", primal.type());
      bind(primal, known);
    }
    return known;
  }

  /** Lets an existing variable be the adjoint. */
  void bind(Variable primal, Variable adjoint) {
    adjoints.put(primal, adjoint);
    primals.put(adjoint, primal);
  }

  /** Lets a variable be the adjoint that callers give, which is not the one that the code uses. */
  void given(Variable primal, Variable adjoint) {
    primals.put(adjoint, primal);
  }

  /** The primal that this is the adjoint of, or null. */
  Variable primal(Variable adjoint) {
    return primals.get(adjoint);
  }

  /** The place of the adjoint of {@code x}, {@code a[i]} or {@code m[i]}. */
  Expr of(Expr place) {
    if (place instanceof Expr.VariableRead read) {
      return Exprs.read(of(read.variable()));
    }
    Expr.ArrayRead element = (Expr.ArrayRead) place;
    return new Expr.ArrayRead(of(element.array()), element.index());
  }
}
