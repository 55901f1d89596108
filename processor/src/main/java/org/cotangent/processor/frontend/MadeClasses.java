package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/**
 * Finds the classes of a file of which its annotated methods make objects, in their own bodies or
 * in those of the file that they reach by calls.
 */
final class MadeClasses extends TreeScanner<Void, Void> {
  private final FileContext file;
  private final Set<TypeElement> made = new LinkedHashSet<>();
  private final Set<TypeElement> records = new LinkedHashSet<>();
  private final Set<Element> seen = new LinkedHashSet<>();
  private final Deque<Tree> bodies = new ArrayDeque<>();

  MadeClasses(FileContext file) {
    this.file = file;
  }

  /** The records that annotated methods take, of those that {@link #find} saw. */
  Set<TypeElement> records() {
    return records;
  }

  Set<TypeElement> find() {
    for (Tree member : ((ClassTree) file.typed().path().getLeaf()).getMembers()) {
      if (member instanceof MethodTree tree
          && file.element(tree) instanceof ExecutableElement method
          && Annotations.differentiable(method).isPresent()) {
        reach(method);
      }
    }
    while (!bodies.isEmpty()) {
      scan(bodies.removeFirst(), null);
    }
    return made;
  }

  private void reach(Element element) {
    if (!(element instanceof ExecutableElement method)
        || !file.isInFile(method)
        || !seen.add(method)) {
      return;
    }
    if (Annotations.differentiable(method).isPresent()) {
      for (VariableElement parameter : method.getParameters()) {
        if (RecordParameters.isRecord(parameter)) {
          records.add((TypeElement) ((DeclaredType) parameter.asType()).asElement());
        }
      }
    }
    MethodTree tree = file.tree(method);
    if (tree != null && tree.getBody() != null) {
      bodies.add(tree.getBody());
    }
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      made((TypeElement) method.getEnclosingElement());
    }
  }

  /** The values of fields are made together with the object. */
  private void made(TypeElement type) {
    if (made.add(type)) {
      for (Tree member : file.typed().trees().getTree(type).getMembers()) {
        if (member instanceof VariableTree field && field.getInitializer() != null) {
          bodies.add(field.getInitializer());
        }
      }
    }
  }

  @Override
  public Void visitNewClass(NewClassTree tree, Void unused) {
    reach(file.element(tree));
    return super.visitNewClass(tree, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
    boolean superior =
        tree.getMethodSelect() instanceof IdentifierTree name
            && name.getName().contentEquals("super");
    if (!superior) {
      reach(file.element(tree.getMethodSelect()));
    }
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree tree, Void unused) {
    reach(file.element(tree));
    return super.visitMemberReference(tree, null);
  }
}
