package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * One class with annotated methods in an attributed tree.
 *
 * @param unit the file, typed by the task that {@code trees} belongs to
 * @param path the path of the class's tree
 * @param element the class, of the same task
 */
record TypedClass(
    CompilationUnitTree unit,
    TreePath path,
    TypeElement element,
    Trees trees,
    Elements elements,
    Types types) {}
