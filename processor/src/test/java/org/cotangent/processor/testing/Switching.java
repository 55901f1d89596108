package org.cotangent.processor.testing;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import java.util.List;
import org.cotangent.processor.testing.Statements.End;
import org.cotangent.processor.testing.Statements.Kind;

/** Runs the arms of a switch, from the one that is entered on. */
final class Switching {
  private final Expressions expressions;
  private final Environment environment;

  Switching(Expressions expressions, Environment environment) {
    this.expressions = expressions;
    this.environment = environment;
  }

  /** How it ended: a break without a label, or with its own, is for the caller to take. */
  End run(Object selector, List<? extends CaseTree> cases, Statements statements) {
    if (selector == null) {
      throw new NullPointerException("the selector of a switch");
    }
    int entered = -1;
    for (int k = 0; k < cases.size() && entered < 0; k++) {
      for (ExpressionTree label : cases.get(k).getExpressions()) {
        entered = matches(selector, label) ? k : entered;
      }
    }
    for (int k = 0; k < cases.size() && entered < 0; k++) {
      entered = cases.get(k).getExpressions().isEmpty() ? k : entered;
    }
    int from = entered;
    return from < 0 ? End.NORMAL : statements.inScope(() -> from(cases, from, statements));
  }

  private End from(List<? extends CaseTree> cases, int first, Statements statements) {
    declareEarlier(cases, first);
    for (int k = first; k < cases.size(); k++) {
      CaseTree arm = cases.get(k);
      if (arm.getBody() instanceof ExpressionTree value) {
        return new End(Kind.YIELD, null, expressions.value(value));
      }
      if (arm.getBody() instanceof StatementTree only) {
        return statements.all(List.of(only));
      }
      End end = statements.all(arm.getStatements());
      if (end.kind() != Kind.NORMAL) {
        return end;
      }
    }
    return End.NORMAL;
  }

  /** Variables that an arm further up declares are in scope, without a value. */
  private void declareEarlier(List<? extends CaseTree> cases, int first) {
    for (CaseTree arm : cases.subList(0, first)) {
      if (arm.getStatements() == null) {
        continue;
      }
      for (StatementTree statement : arm.getStatements()) {
        if (statement instanceof com.sun.source.tree.VariableTree variable
            && variable.getType() != null) {
          String type = Parsed.typeName(variable.getType());
          environment.declare(variable.getName().toString(), type, null);
        }
      }
    }
  }

  private boolean matches(Object selector, ExpressionTree label) {
    if (selector instanceof Enum<?> constant) {
      return label instanceof IdentifierTree name && name.getName().contentEquals(constant.name());
    }
    Object value = expressions.value(label);
    return selector instanceof String
        ? selector.equals(value)
        : Values.toLong(selector) == Values.toLong(value);
  }
}
