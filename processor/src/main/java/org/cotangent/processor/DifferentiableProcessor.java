package org.cotangent.processor;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.frontend.HandWrittenCheck;
import org.cotangent.processor.frontend.Host;
import org.cotangent.processor.frontend.NestedBodyTyper;
import org.cotangent.processor.frontend.ProblemReporter;
import org.cotangent.processor.ir.Span;

/**
 * Writes the companion of every class with methods marked {@code @Differentiable}. Here it meets
 * the compiler: rounds come in, messages go out. The way of a class is in {@link Rounds}, that of a
 * method in the pipeline.
 */
@AutoService(Processor.class)
public final class DifferentiableProcessor extends AbstractProcessor {
  private static final String ANNOTATION = "org.cotangent.Differentiable";

  /** All that javac would otherwise warn of as claimed by nobody. */
  private static final Set<String> CLAIMED =
      Set.of(
          ANNOTATION,
          "org.cotangent.NonDifferentiable",
          "org.cotangent.DerivativeOf",
          "org.cotangent.Checkpointed",
          "org.cotangent.GeneratedDerivative",
          "org.cotangent.runtime.Operation");

  private static final String DERIVATIVE_OF = "org.cotangent.DerivativeOf";

  /** Companions hold records. */
  private static final int OLDEST_LEVEL = 17;

  private final Optional<CompanionCompiler> given;
  private ProblemReporter reporter;
  private Optional<Rounds> rounds = Optional.empty();

  /** The classes with derivatives written by hand, by their qualified names. */
  private final Set<String> handWritten = new LinkedHashSet<>();

  private boolean refused;

  /** The processor as the compiler finds it. */
  public DifferentiableProcessor() {
    given = Optional.empty();
  }

  /** A processor with another inside, for tests of all that is around it. */
  DifferentiableProcessor(CompanionCompiler compiler) {
    given = Optional.of(compiler);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return CLAIMED;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Host host = Host.of(environment);
    reporter = new ProblemReporter(host, environment.getMessager());
    Options options = Options.of(environment.getOptions());
    options.problems().forEach(reporter::report);
    CompanionCompiler compiler =
        given.orElseGet(
            () ->
                new PipelineCompiler(
                    options.checkNaN(), options.optimizations(), options.report().isPresent()));
    rounds =
        NestedBodyTyper.of(host)
            .map(typer -> new Rounds(environment, host, typer, compiler, options));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (round.processingOver()) {
      checkHandWritten();
      rounds.ifPresent(all -> report(all.finish(round.errorRaised())));
      return false;
    }
    Set<String> classes = new LinkedHashSet<>();
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(ANNOTATION)) {
        classes.addAll(classesWith(annotation, round));
      } else if (annotation.getQualifiedName().contentEquals(DERIVATIVE_OF)) {
        handWritten.addAll(classesWith(annotation, round));
      }
    }
    if (classes.isEmpty() || canWork(classes.iterator().next())) {
      rounds.ifPresent(all -> all.process(round.getRootElements(), classes));
    }
    // Claimed, or javac would warn under -Xlint:processing. Processors that take any annotation
    // still run, unless ours are the only ones in the sources and they come behind us.
    return true;
  }

  /** Kept until all classes are known: their types may be written in a later round. */
  private void checkHandWritten() {
    HandWrittenCheck check = new HandWrittenCheck(Host.of(processingEnv), reporter);
    for (String name : handWritten) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type == null) {
        continue;
      }
      try {
        check.check(type);
      } catch (RuntimeException | StackOverflowError e) {
        reporter.report(InternalErrors.problem(name, e), type);
      }
    }
  }

  private static Set<String> classesWith(TypeElement annotation, RoundEnvironment round) {
    Set<String> classes = new LinkedHashSet<>();
    for (Element method : round.getElementsAnnotatedWith(annotation)) {
      if (method.getEnclosingElement() instanceof TypeElement type) {
        classes.add(type.getQualifiedName().toString());
      }
    }
    return classes;
  }

  /** Whether this compiler and its source level will do; if not, the user is told so, once. */
  private boolean canWork(String className) {
    int level = processingEnv.getSourceVersion().ordinal();
    if (level < OLDEST_LEVEL) {
      refuse(Message.SOURCE_LEVEL, Integer.toString(level));
      return false;
    }
    if (rounds.isEmpty()) {
      String java = "this Java (" + System.getProperty("java.home") + ") has no compiler in it";
      refuse(Message.NO_SOURCE, className, java);
      return false;
    }
    return true;
  }

  private void refuse(Message message, Object... arguments) {
    if (!refused) {
      reporter.report(new Problem(message, Span.NONE, List.of(arguments)));
      refused = true;
    }
  }

  private void report(Map<String, List<Problem>> findings) {
    findings.forEach(
        (name, problems) -> {
          TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
          for (Problem problem : problems) {
            if (type == null) {
              reporter.report(problem);
            } else {
              reporter.report(problem, type);
            }
          }
        });
  }
}
