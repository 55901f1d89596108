package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * A class whose bodies are typed. Everything here belongs to the compiler that typed them: none of
 * it may be mixed with elements or trees of the compilation itself.
 *
 * @param unit its file
 * @param path the path of its {@code ClassTree}
 * @param element the class
 * @param trees the types and symbols of {@code unit}
 * @param elements of the same compiler
 * @param types of the same compiler
 * @param declarations where the members of {@code unit} are declared
 */
public record TypedClass(
    CompilationUnitTree unit,
    TreePath path,
    TypeElement element,
    Trees trees,
    Elements elements,
    Types types,
    DeclarationPaths declarations) {}
