package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;

/**
 * Where each class, method and field of a file is declared.
 *
 * <p>{@link Trees#getPath(Element)} searches the whole file for every question, which makes the
 * time of a file grow with the square of its length; this reads it once.
 */
final class DeclarationPaths {
  private final Map<Element, TreePath> paths = new HashMap<>();

  private DeclarationPaths() {}

  /** Reads a file whose bodies are typed. */
  static DeclarationPaths of(CompilationUnitTree unit, Trees trees) {
    DeclarationPaths result = new DeclarationPaths();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        put();
        return super.visitClass(tree, null);
      }

      @Override
      public Void visitMethod(MethodTree tree, Void unused) {
        put();
        return super.visitMethod(tree, null);
      }

      @Override
      public Void visitVariable(VariableTree tree, Void unused) {
        if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
          put();
        }
        return super.visitVariable(tree, null);
      }

      private void put() {
        Element element = trees.getElement(getCurrentPath());
        if (element != null) {
          result.paths.put(element, getCurrentPath());
        }
      }
    }.scan(unit, null);
    return result;
  }

  /** The place of a declaration, or null when it is in another file. */
  TreePath of(Element element) {
    return paths.get(element);
  }
}
