package org.cotangent.processor.testing;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;

/**
 * A function of the interpreted program: a lambda, method reference or object of an anonymous
 * class, with the variables that it sees.
 *
 * @param tree the lambda or method reference
 * @param environment the variables around it
 * @param owner the binary name of the class that it stands in
 * @param type the functional interface as in source; empty until the function is given a type
 */
record Lambda(Tree tree, Environment environment, String owner, String type) {

  /** The code: an expression or a block. */
  Tree body() {
    return tree instanceof LambdaExpressionTree lambda ? lambda.getBody() : method().getBody();
  }

  List<? extends VariableTree> parameters() {
    return tree instanceof LambdaExpressionTree lambda
        ? lambda.getParameters()
        : method().getParameters();
  }

  /** The one method of an anonymous class. */
  private MethodTree method() {
    return ((NewClassTree) tree)
        .getClassBody().getMembers().stream()
            .filter(each -> each instanceof MethodTree made && made.getReturnType() != null)
            .map(MethodTree.class::cast)
            .findFirst()
            .orElseThrow();
  }

  /** The same function where a type is asked for; the first type that it gets is its own. */
  Lambda as(String wanted) {
    return type.isEmpty() ? new Lambda(tree, environment, owner, wanted) : this;
  }
}
