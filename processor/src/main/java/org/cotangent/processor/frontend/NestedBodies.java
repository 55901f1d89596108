package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** What the nested compiler found. Its files stay open, since classes are read when asked for. */
final class NestedBodies implements TypedBodies {
  private final StandardJavaFileManager manager;
  private final JavacTask task;
  private final Trees trees;
  private final List<CompilationUnitTree> units;
  private final List<Diagnostic<? extends JavaFileObject>> errors;
  private final Map<CompilationUnitTree, DeclarationPaths> declarations = new IdentityHashMap<>();

  NestedBodies(
      StandardJavaFileManager manager,
      JavacTask task,
      List<CompilationUnitTree> units,
      List<Diagnostic<? extends JavaFileObject>> errors) {
    this.manager = manager;
    this.task = task;
    this.trees = Trees.instance(task);
    this.units = units;
    this.errors = errors;
  }

  @Override
  public Optional<TypedClass> find(String className) {
    TypeElement type = task.getElements().getTypeElement(className);
    TreePath path = type == null ? null : trees.getPath(type);
    if (path == null || !units.contains(path.getCompilationUnit())) {
      return Optional.empty();
    }
    return Optional.of(
        new TypedClass(
            path.getCompilationUnit(),
            path,
            type,
            trees,
            task.getElements(),
            task.getTypes(),
            declarations.computeIfAbsent(
                path.getCompilationUnit(), unit -> DeclarationPaths.of(unit, trees))));
  }

  @Override
  public List<Unresolved> unresolved(TypedClass typed) {
    return new UnresolvedNames(typed, errors).find();
  }

  @Override
  public void close() {
    NestedBodyTyper.close(manager);
  }
}
