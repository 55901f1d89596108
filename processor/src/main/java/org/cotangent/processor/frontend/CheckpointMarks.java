package org.cotangent.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Stmt;

/**
 * Lowers {@code @Checkpointed}: a mark at the start of the loop's or the method's body, which
 * outlives all rewriting of what is around it.
 */
final class CheckpointMarks {
  private final FileContext file;

  CheckpointMarks(FileContext file) {
    this.file = file;
  }

  /**
   * The mark of a method, if it has one.
   *
   * @param returnsObject whether it returns an object that is taken apart, and so is written out
   *     where it is called
   */
  Optional<Stmt.Checkpoint> ofMethod(MethodTree tree, boolean returnsObject) {
    Optional<Stmt.Checkpoint> mark = mark(tree, tree.getModifiers());
    if (mark.isPresent() && mark.get().snapshots() > 0) {
      String what = mark.get().snapshots() + " means nothing on a method";
      file.report(Message.CHECKPOINT_SNAPSHOTS, at(tree.getModifiers()), what);
    }
    if (mark.isPresent() && returnsObject) {
      String text = tree.getName().toString();
      file.report(
          Message.CHECKPOINT_STATE, at(tree.getModifiers()), "the method returns an object", text);
    }
    return mark;
  }

  /** The mark of a loop by its variable, if it has one. */
  Optional<Stmt.Checkpoint> ofLoop(VariableTree variable) {
    return mark(variable, variable.getModifiers());
  }

  /** The mark of a general {@code for} loop, by any of the variables that it declares. */
  Optional<Stmt.Checkpoint> ofLoop(ForLoopTree loop) {
    return loop.getInitializer().stream()
        .filter(VariableTree.class::isInstance)
        .flatMap(tree -> ofLoop((VariableTree) tree).stream())
        .findFirst();
  }

  /** Reports a mark on a loop that is not counted. */
  void refuse(ForLoopTree loop) {
    loop.getInitializer().stream()
        .filter(VariableTree.class::isInstance)
        .map(tree -> at(((VariableTree) tree).getModifiers()))
        .filter(tree -> tree != null)
        .findFirst()
        .ifPresent(tree -> file.report(Message.CHECKPOINT_LOOP, tree));
  }

  /** The body with its mark, if it has one, in front. */
  static Stmt.Block marked(Stmt.Block body, Optional<Stmt.Checkpoint> mark) {
    return mark.isEmpty()
        ? body
        : new Stmt.Block(marked(body.statements(), mark.get()), body.span());
  }

  static List<Stmt> marked(List<Stmt> body, Stmt.Checkpoint mark) {
    List<Stmt> all = new ArrayList<>(List.of(mark));
    all.addAll(body);
    return all;
  }

  private Optional<Stmt.Checkpoint> mark(Tree declaration, ModifiersTree modifiers) {
    Tree at = at(modifiers);
    Element element = at == null ? null : file.element(declaration);
    var annotation = Optional.ofNullable(element).flatMap(each -> Annotations.checkpointed(each));
    if (annotation.isEmpty()) {
      return Optional.empty();
    }
    // javac reports what is no number
    int snapshots =
        Annotations.strings(annotation.get(), "snapshots").stream()
            .filter(text -> text.matches("-?\\d{1,10}"))
            .mapToLong(Long::parseLong)
            .mapToInt(Math::toIntExact)
            .findFirst()
            .orElse(0);
    if (snapshots < 0) {
      String what = snapshots + " is no number of snapshots";
      file.report(Message.CHECKPOINT_SNAPSHOTS, at, what);
    }
    return Optional.of(new Stmt.Checkpoint(Math.max(0, snapshots), file.text().span(at)));
  }

  private static Tree at(ModifiersTree modifiers) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (isMark(annotation)) {
        return annotation;
      }
    }
    return null;
  }

  /** Whether an annotation is {@code @Checkpointed}, by its name. */
  static boolean isMark(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString().matches("(org\\.cotangent\\.)?Checkpointed");
  }
}
