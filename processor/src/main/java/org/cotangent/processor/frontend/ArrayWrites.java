package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/**
 * Whether a method of this file that counts as a constant may write to an array that it is given.
 * Its body is not differentiated, so such a write would be lost to the derivative. Judged on the
 * safe side: an array that is handed on to another method, or stored, counts as written.
 */
final class ArrayWrites {
  private ArrayWrites() {}

  static boolean mayWrite(FileContext file, ExecutableElement method) {
    boolean arrays =
        method.getParameters().stream().anyMatch(p -> p.asType().getKind() == TypeKind.ARRAY);
    if (!arrays || !file.isInFile(method)) {
      return false;
    }
    MethodTree tree = file.typed().trees().getTree(method);
    Scanner scanner = new Scanner(tree);
    scanner.scan(tree.getBody(), null);
    return scanner.found;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Set<String> fresh = new LinkedHashSet<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private boolean found;

    Scanner(MethodTree method) {
      for (VariableTree parameter : method.getParameters()) {
        if (parameter.getType() instanceof ArrayTypeTree) {
          parameters.add(parameter.getName().toString());
        }
      }
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
      if (tree.getInitializer() instanceof NewArrayTree || isClone(tree.getInitializer())) {
        fresh.add(tree.getName().toString());
      }
      return super.visitVariable(tree, unused);
    }

    private static boolean isClone(ExpressionTree value) {
      return value instanceof MethodInvocationTree call
          && call.getArguments().isEmpty()
          && call.getMethodSelect().toString().endsWith(".clone");
    }

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      written(tree.getVariable());
      if (tree.getVariable() instanceof IdentifierTree name) {
        fresh.remove(name.getName().toString());
      }
      return super.visitAssignment(tree, unused);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
      written(tree.getVariable());
      return super.visitCompoundAssignment(tree, unused);
    }

    @Override
    public Void visitUnary(UnaryTree tree, Void unused) {
      Tree.Kind kind = tree.getKind();
      if (kind == Tree.Kind.POSTFIX_INCREMENT
          || kind == Tree.Kind.POSTFIX_DECREMENT
          || kind == Tree.Kind.PREFIX_INCREMENT
          || kind == Tree.Kind.PREFIX_DECREMENT) {
        written(tree.getExpression());
      }
      return super.visitUnary(tree, unused);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      for (ExpressionTree argument : tree.getArguments()) {
        boolean plain = argument instanceof IdentifierTree;
        found |= plain && isForeignArray((IdentifierTree) argument);
      }
      return super.visitMethodInvocation(tree, unused);
    }

    private boolean isForeignArray(IdentifierTree name) {
      return parameters.contains(name.getName().toString());
    }

    private void written(ExpressionTree target) {
      ExpressionTree at = target;
      if (!(at instanceof ArrayAccessTree)) {
        return;
      }
      while (at instanceof ArrayAccessTree || at instanceof ParenthesizedTree) {
        at =
            at instanceof ArrayAccessTree element
                ? element.getExpression()
                : ((ParenthesizedTree) at).getExpression();
      }
      found |= !(at instanceof IdentifierTree name) || !fresh.contains(name.getName().toString());
    }
  }
}
