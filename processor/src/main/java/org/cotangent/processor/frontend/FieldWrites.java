package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.cotangent.processor.diagnostics.Message;

/**
 * Fields that a differentiated method reads while a constant method that it calls may write them.
 *
 * <p>Differentiated methods write no fields. A {@code @NonDifferentiable} method of this file is
 * called as it is, and so are the methods that it calls: what they assign, and the arrays of fields
 * whose elements they may write, must not be read by the others. Methods of other files are trusted
 * to change nothing, as their annotation says.
 */
final class FieldWrites {
  private final FileContext file;
  private final Map<VariableElement, Set<Tree>> reads = new LinkedHashMap<>();
  private final Set<VariableElement> written = new LinkedHashSet<>();
  private final Set<ExecutableElement> scanned = new LinkedHashSet<>();

  FieldWrites(FileContext file) {
    this.file = file;
  }

  /** Notes that a differentiated method reads a field. */
  void read(VariableElement field, Tree at) {
    reads.computeIfAbsent(field, key -> new LinkedHashSet<>()).add(at);
  }

  /** Notes that a constant method is called. */
  void call(ExecutableElement method) {
    MethodTree tree = file.isInFile(method) ? file.typed().trees().getTree(method) : null;
    if (tree != null && tree.getBody() != null && scanned.add(method)) {
      Scanner scanner = new Scanner();
      scanner.scan(tree.getBody(), null);
      if (scanner.writesElements) {
        written.addAll(scanner.arrays);
      }
    }
  }

  /** Reports the fields that are both read and written. */
  void report() {
    reads.forEach(
        (field, places) -> {
          if (written.contains(field)) {
            places.forEach(at -> file.report(Message.MUTABLE_FIELD, at, field.getSimpleName()));
          }
        });
  }

  private final class Scanner extends TreeScanner<Void, Void> {
    private final Set<VariableElement> arrays = new LinkedHashSet<>();
    private boolean writesElements;

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      target(tree.getVariable());
      return super.visitAssignment(tree, unused);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
      target(tree.getVariable());
      return super.visitCompoundAssignment(tree, unused);
    }

    @Override
    public Void visitUnary(UnaryTree tree, Void unused) {
      if (Assignments.isStep(tree)) {
        target(tree.getExpression());
      }
      return super.visitUnary(tree, unused);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      if (file.element(tree.getMethodSelect()) instanceof ExecutableElement callee) {
        call(callee);
        boolean arrays =
            tree.getArguments().stream()
                .anyMatch(each -> file.type(each).getKind() == TypeKind.ARRAY);
        // what a method does with an array that it is given is not followed
        writesElements |= arrays && file.intrinsics().kind(file.types().key(callee)).isEmpty();
      }
      return super.visitMethodInvocation(tree, unused);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
      mention(tree);
      return super.visitIdentifier(tree, unused);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      mention(tree);
      return super.visitMemberSelect(tree, unused);
    }

    private void mention(Tree tree) {
      if (file.element(tree) instanceof VariableElement field
          && Fields.isField(field)
          && field.asType().getKind() == TypeKind.ARRAY) {
        arrays.add(field);
      }
    }

    private void target(ExpressionTree tree) {
      ExpressionTree bare = MethodLowering.strip(tree);
      writesElements |= bare instanceof ArrayAccessTree;
      Element element = file.element(bare);
      if (element instanceof VariableElement field && Fields.isField(field)) {
        written.add(field);
      }
    }
  }
}
