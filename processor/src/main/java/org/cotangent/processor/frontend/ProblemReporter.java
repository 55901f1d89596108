package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * Says what was found, through the compiler and at the exact expression. Spans count characters of
 * the file, so the tree that the compiler itself has at the same place is looked up: only with that
 * one are the line, the caret and the range that an IDE underlines all right.
 */
public final class ProblemReporter {
  private final Host host;
  private final Messager messager;

  public ProblemReporter(Host host, Messager messager) {
    this.host = host;
    this.messager = messager;
  }

  /** Reports a finding that belongs to no place in a source. */
  public void report(Problem problem) {
    messager.printMessage(kind(problem), problem.text());
  }

  /** Reports a finding at an annotation. */
  public void report(Problem problem, Element element, AnnotationMirror annotation) {
    messager.printMessage(kind(problem), problem.text(), element, annotation);
  }

  /** Reports a finding in the file of a class; without a span of its own, at the class. */
  public void report(Problem problem, TypeElement type) {
    Span span = problem.span();
    TreePath path = host.trees().map(trees -> trees.getPath(type)).orElse(null);
    if (path == null) {
      String place = span.line() > 0 ? span.file() + ":" + span.line() + ": " : "";
      messager.printMessage(kind(problem), place + problem.text(), type);
      return;
    }
    Trees trees = host.trees().orElseThrow();
    CompilationUnitTree unit = path.getCompilationUnit();
    Tree tree =
        span.start() < 0
            ? path.getLeaf()
            : new Finder(trees.getSourcePositions(), unit, span).find(path.getLeaf());
    trees.printMessage(kind(problem), problem.text(), tree, unit);
  }

  private static Diagnostic.Kind kind(Problem problem) {
    return problem.message().isWarning() ? Diagnostic.Kind.WARNING : Diagnostic.Kind.ERROR;
  }

  /** Finds the tree with a given range, or else the smallest one around it. */
  private static final class Finder extends TreeScanner<Void, Void> {
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final Span span;
    private Tree best;
    private long bestLength = Long.MAX_VALUE;

    Finder(SourcePositions positions, CompilationUnitTree unit, Span span) {
      this.positions = positions;
      this.unit = unit;
      this.span = span;
    }

    Tree find(Tree otherwise) {
      scan(unit, null);
      return best == null ? otherwise : best;
    }

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null) {
        long start = positions.getStartPosition(unit, tree);
        long end = positions.getEndPosition(unit, tree);
        // Among equals the outermost wins: it is met first.
        if (start >= 0 && start <= span.start() && end >= span.end() && end - start < bestLength) {
          best = tree;
          bestLength = end - start;
        }
      }
      return super.scan(tree, null);
    }
  }
}
