package org.cotangent.processor.frontend;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/**
 * The compiler that runs the processor, without the wrappers that build tools put around it. Its
 * trees are only looked at, never attributed: see {@link BodyTyper}.
 */
public final class Host {
  private final ProcessingEnvironment environment;
  private final Optional<Trees> trees;
  private final List<String> attempts;

  private Host(ProcessingEnvironment environment, Optional<Trees> trees, List<String> attempts) {
    this.environment = environment;
    this.trees = trees;
    this.attempts = List.copyOf(attempts);
  }

  /** The compiler behind this environment, which may be a wrapper. */
  public static Host of(ProcessingEnvironment environment) {
    Unwrapping unwrapping = new Unwrapping();
    ProcessingEnvironment unwrapped = unwrapping.unwrap(environment);
    return new Host(unwrapped, unwrapping.trees(), unwrapping.attempts());
  }

  /** The compiler's trees; empty where it is not javac, or hides behind an unknown wrapper. */
  Optional<Trees> trees() {
    return trees;
  }

  /** Why the source of a class may be out of reach, as a clause. */
  public String obstacle() {
    return trees.isPresent()
        ? "its source file is not part of the compilation"
        : "the compiler does not give access to it (" + String.join("; ", attempts) + ")";
  }

  /** The elements of the compilation. */
  Elements elements() {
    return environment.getElementUtils();
  }

  /** Only for reading: what a build tool wants to see written goes through its own wrapper. */
  Filer filer() {
    return environment.getFiler();
  }

  /** The source level of the compilation. */
  SourceVersion sourceVersion() {
    return environment.getSourceVersion();
  }

  /** Whether the compilation enables preview features. */
  boolean isPreviewEnabled() {
    return environment.isPreviewEnabled();
  }

  /** The source file of a class; empty when the class comes from a class file. */
  Optional<JavaFileObject> sourceOf(TypeElement type) {
    if (trees.isPresent()) {
      TreePath path = trees.get().getPath(type);
      return Optional.ofNullable(path).map(found -> found.getCompilationUnit().getSourceFile());
    }
    return fileObjectOf(type).filter(file -> file.getKind() == JavaFileObject.Kind.SOURCE);
  }

  /**
   * {@code Elements.getFileObjectOf} of JDK 18 and later, which compilers other than javac have.
   */
  private Optional<JavaFileObject> fileObjectOf(TypeElement type) {
    try {
      Object file =
          Elements.class.getMethod("getFileObjectOf", Element.class).invoke(elements(), type);
      return Optional.ofNullable((JavaFileObject) file);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty(); // JDK 17 has no such method
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnsupportedOperationException) {
        return Optional.empty(); // a compiler that does not offer it
      }
      throw new IllegalStateException("no source file for " + type, e.getCause());
    }
  }
}
