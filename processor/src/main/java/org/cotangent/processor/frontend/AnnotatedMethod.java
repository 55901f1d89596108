package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.ir.Span;

/**
 * An annotated method as a piece of text, for messages.
 *
 * @param span its place in the file
 * @param source its text
 */
public record AnnotatedMethod(ExecutableElement element, Span span, String source) {

  /** The annotated methods of a class, in the order of the source. */
  public static List<AnnotatedMethod> of(TypedClass typed) {
    SourcePositions positions = typed.trees().getSourcePositions();
    SourceText text = new SourceText(typed.unit(), positions);
    List<AnnotatedMethod> found = new ArrayList<>();
    for (Tree member : ((ClassTree) typed.path().getLeaf()).getMembers()) {
      if (member instanceof MethodTree tree
          && typed.trees().getElement(new TreePath(typed.path(), tree))
              instanceof ExecutableElement element
          && Annotations.differentiable(element).isPresent()) {
        Span span = text.span(tree);
        found.add(
            new AnnotatedMethod(
                element, span, SourceNames.text(typed.unit(), span.start(), span.end())));
      }
    }
    return found;
  }

  /** Its name. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** Whether this is the method. */
  public boolean is(ExecutableElement other) {
    return element.equals(other);
  }
}
