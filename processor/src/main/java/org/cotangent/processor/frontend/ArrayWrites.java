package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
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
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Whether a method of this file that counts as a constant may write to an array that it is given.
 * Its body is not differentiated, so such a write would be lost to the derivative. Judged on the
 * safe side: an array that is handed on to another method, or stored, counts as written, and so
 * does every array that a method of another file is given.
 */
final class ArrayWrites {
  private ArrayWrites() {}

  static boolean mayWrite(FileContext file, ExecutableElement method) {
    boolean arrays =
        method.getParameters().stream().anyMatch(p -> p.asType().getKind() == TypeKind.ARRAY);
    if (!arrays) {
      return false;
    }
    if (!file.isInFile(method)) {
      return true;
    }
    MethodTree tree = file.tree(method);
    if (tree.getBody() == null || isReplaceable(file, method)) {
      return true;
    }
    Fresh fresh = new Fresh(file);
    fresh.scan(tree.getBody(), null);
    fresh.names.removeAll(fresh.changed);
    Writes writes = new Writes(file, fresh.names);
    writes.scan(tree.getBody(), null);
    return writes.found;
  }

  private static boolean isReplaceable(FileContext file, ExecutableElement method) {
    return !MethodLowering.isStatic(method) && Callees.isOverridable(file, method);
  }

  /** A new array without rows of others: made here, or the clone of an array of numbers. */
  private static boolean isNew(FileContext file, ExpressionTree value) {
    if (value instanceof NewArrayTree made) {
      boolean rows = file.type(value) instanceof ArrayType type && isArray(type.getComponentType());
      return made.getInitializers() == null || !rows;
    }
    return value instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("clone")
        && file.type(select.getExpression()) instanceof ArrayType type
        && !isArray(type.getComponentType());
  }

  private static boolean isArray(TypeMirror type) {
    return type.getKind() == TypeKind.ARRAY;
  }

  /** The local names that mean one new array and never another. */
  private static final class Fresh extends TreeScanner<Void, Void> {
    private final FileContext file;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Fresh(FileContext file) {
      this.file = file;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
      String name = tree.getName().toString();
      if (!isNew(file, tree.getInitializer()) || !names.add(name)) {
        changed.add(name);
      }
      return super.visitVariable(tree, unused);
    }

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      if (tree.getVariable() instanceof IdentifierTree name) {
        changed.add(name.getName().toString());
      }
      return super.visitAssignment(tree, unused);
    }
  }

  /** Whether anything but the elements of new arrays may be written. */
  private static final class Writes extends TreeScanner<Void, Void> {
    private final FileContext file;
    private final Set<String> fresh;
    private boolean found;

    Writes(FileContext file, Set<String> fresh) {
      this.file = file;
      this.fresh = fresh;
    }

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      written(tree.getVariable());
      boolean element = tree.getVariable() instanceof ArrayAccessTree;
      found |= element && isArray(file.type(tree.getVariable())); // a row of somebody else's
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
        boolean own = isNew(file, argument) || isFresh(argument);
        found |= !own && isArray(file.type(argument));
      }
      return super.visitMethodInvocation(tree, unused);
    }

    private boolean isFresh(ExpressionTree tree) {
      return tree instanceof IdentifierTree name && fresh.contains(name.getName().toString());
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
      found |= !isFresh(at);
    }
  }
}
