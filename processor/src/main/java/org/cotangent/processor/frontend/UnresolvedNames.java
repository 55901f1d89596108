package org.cotangent.processor.frontend;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.cotangent.processor.ir.Span;

/**
 * Looks for what does not compile in the bodies that the derivatives of a class are made from: its
 * annotated methods and, in the same file, all that they call. Errors elsewhere in the file are
 * none of our business; most often they are mentions of the companion that is yet to be written.
 */
final class UnresolvedNames {
  private final TypedClass typed;
  private final List<Diagnostic<? extends JavaFileObject>> errors;
  private final SourcePositions positions;
  private final Map<Long, Unresolved> found = new LinkedHashMap<>();
  private final Set<Tree> methods = new HashSet<>();
  private final Deque<TreePath> todo = new ArrayDeque<>();

  UnresolvedNames(TypedClass typed, List<Diagnostic<? extends JavaFileObject>> errors) {
    this.typed = typed;
    this.errors = errors;
    this.positions = typed.trees().getSourcePositions();
  }

  List<Unresolved> find() {
    for (ExecutableElement method :
        ElementFilter.methodsIn(typed.element().getEnclosedElements())) {
      if (Annotations.differentiable(method).isPresent()) {
        reach(typed.declarations().of(method));
      }
    }
    while (!todo.isEmpty()) {
      scan(todo.remove());
    }
    return new ArrayList<>(found.values());
  }

  private void reach(TreePath path) {
    if (path != null && methods.add(path.getLeaf())) {
      todo.add(path);
    }
  }

  private void scan(TreePath method) {
    String name = methodName(method);
    int before = found.size();
    for (Diagnostic<? extends JavaFileObject> error : errors) {
      if (error.getSource() != null
          && error.getSource().toUri().equals(typed.unit().getSourceFile().toUri())
          && error.getStartPosition() >= start(method.getLeaf())
          && error.getEndPosition() <= end(method.getLeaf())) {
        addError(error, name);
      }
    }
    // Where the compiler has told nothing, the error is elsewhere (the type of a field, say); where
    // it has, erroneous types are mere consequences.
    new Scanner(name, found.size() == before).scan(method, null);
  }

  private void addError(Diagnostic<? extends JavaFileObject> error, String method) {
    boolean missing =
        String.valueOf(error.getCode()).contains("cant.resolve")
            || String.valueOf(error.getCode()).contains("doesnt.exist");
    String text = text(error.getStartPosition(), error.getEndPosition());
    String name = missing && isName(text) ? text : "";
    String detail = error.getMessage(java.util.Locale.ROOT).lines().findFirst().orElse("");
    put(name, method, detail, error.getStartPosition(), error.getEndPosition());
  }

  private void put(String name, String method, String detail, long start, long end) {
    Span span =
        new Span(
            SourceNames.simple(typed.unit().getSourceFile()),
            (int) typed.unit().getLineMap().getLineNumber(Math.max(start, 0)),
            text(start, end),
            start,
            end);
    found.putIfAbsent(start, new Unresolved(name, method, detail, span));
  }

  private String methodName(TreePath path) {
    Element element = typed.trees().getElement(path);
    return element == null
        ? ((MethodTree) path.getLeaf()).getName().toString()
        : element.getSimpleName().toString();
  }

  private long start(Tree tree) {
    return positions.getStartPosition(typed.unit(), tree);
  }

  private long end(Tree tree) {
    return positions.getEndPosition(typed.unit(), tree);
  }

  private String text(long start, long end) {
    return SourceNames.text(typed.unit(), start, end);
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c));
  }

  /** Finds names whose own type is an error, and the methods that are called. */
  private final class Scanner extends TreePathScanner<Void, Void> {
    private final String method;
    private final boolean checks;

    /**
     * A scanner.
     *
     * @param checks whether erroneous types count
     */
    Scanner(String method, boolean checks) {
      this.method = method;
      this.checks = checks;
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
      check(tree, tree.getName().toString());
      return super.visitIdentifier(tree, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      if (!isError(new TreePath(getCurrentPath(), tree.getExpression()))) {
        check(tree, tree.getIdentifier().toString());
      }
      return super.visitMemberSelect(tree, null);
    }

    @Override
    public Void visitErroneous(ErroneousTree tree, Void unused) {
      if (checks) {
        put("", method, "it cannot be parsed", start(tree), end(tree));
      }
      return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      reachCalled();
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void unused) {
      reachCalled();
      return super.visitMemberReference(tree, null);
    }

    @Override
    public Void visitNewClass(NewClassTree tree, Void unused) {
      reachCalled();
      return super.visitNewClass(tree, null);
    }

    private void reachCalled() {
      if (typed.trees().getElement(getCurrentPath()) instanceof ExecutableElement called) {
        reach(typed.declarations().of(called));
      }
    }

    private void check(ExpressionTree tree, String name) {
      TypeMirror type = typed.trees().getTypeMirror(getCurrentPath());
      if (checks && type != null && type.getKind() == TypeKind.ERROR) {
        boolean variable = typed.trees().getElement(getCurrentPath()) instanceof VariableElement;
        put(variable ? type.toString() : name, method, "", start(tree), end(tree));
      }
    }

    private boolean isError(TreePath path) {
      TypeMirror type = typed.trees().getTypeMirror(path);
      return type != null && type.getKind() == TypeKind.ERROR;
    }
  }
}
