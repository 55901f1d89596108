package org.cotangent.processor.transform;

import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Activity;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * A method ready for its sweeps, with all that was found out about it.
 *
 * @param result what it returns, or null
 * @param given adjoint variables that are parameters of the generated method
 * @param initialAdjoints what adjoints start with that do not start with zero
 */
record Prepared(
    Function function,
    Stmt.Block body,
    Expr result,
    Fresh fresh,
    Storage storage,
    Layout layout,
    Activity activity,
    Shadows shadows,
    Snippets snippets,
    Set<Variable> given,
    Map<Variable, Expr> initialAdjoints) {}
