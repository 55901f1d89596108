package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Whether a class that is not final has no subclass all the same. */
final class Subclasses {
  private Subclasses() {}

  /**
   * Whether all constructors of a class of this file are private and no class of the file extends
   * it: no other file can, since a subclass calls a constructor.
   */
  static boolean isClosed(FileContext file, TypeElement type) {
    boolean closed =
        type.getKind() == ElementKind.CLASS
            && file.isInFile(type)
            && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .allMatch(Subclasses::isPrivate);
    return closed && !isExtended(file, type);
  }

  private static boolean isPrivate(ExecutableElement constructor) {
    return constructor.getModifiers().contains(Modifier.PRIVATE);
  }

  private static boolean isExtended(FileContext file, TypeElement type) {
    boolean[] found = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        // a class that cannot be asked counts as a subclass
        found[0] |=
            !(file.element(tree) instanceof TypeElement each)
                || !each.equals(type) && file.isSubclass(each, type);
        return super.visitClass(tree, unused);
      }
    }.scan(file.typed().unit(), null);
    return found[0];
  }
}
