package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Finding;
import org.jetbrains.jps.javac.APIWrappers;
import org.junit.jupiter.api.Test;

/** Build tools hand processors an environment of their own. */
class WrapperTest {
  private static final String GOOD =
      "class Model { @org.cotangent.Differentiable static double f(double x) { return x; } }";
  private static final String BAD =
      "class Model {\n  @org.cotangent.Differentiable static double f(double x) {\n"
          + "    return x + Nope.y;\n  }\n}";

  private static Compiled compile(String source, UnaryOperator<ProcessingEnvironment> wrapper) {
    return Compilation.of(source).with(() -> new Wrapping(wrapper)).run();
  }

  private static void assertWorks(UnaryOperator<ProcessingEnvironment> wrapper) {
    Compiled good = compile(GOOD, wrapper).orThrow();
    assertThat(good.generated()).containsKey("ModelDerivatives");
    Finding error = compile(BAD, wrapper).errors().get(0);
    assertThat(error.code()).isEqualTo("AD050");
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(16);
    assertThat(error.end() - error.start()).isEqualTo("Nope".length());
  }

  @Test
  void gradle() {
    assertWorks(GradleLike::new);
  }

  @Test
  void aWrapperInAWrapper() {
    assertWorks(inner -> new GradleLike(new Inherited(inner)));
  }

  @Test
  void aDynamicProxyAsIntelliJMakesThem() {
    assertWorks(WrapperTest::proxy);
  }

  @Test
  void aWrapperThatIntelliJItselfTakesOff() {
    assertWorks(inner -> APIWrappers.wrap(ProcessingEnvironment.class, inner));
  }

  @Test
  void whatIsWrittenGoesThroughTheWrapper() {
    int[] written = {0};
    compile(
        GOOD,
        inner ->
            new GradleLike(inner) {
              @Override
              public Filer getFiler() {
                written[0]++;
                return super.getFiler();
              }
            });
    assertThat(written[0]).isEqualTo(1);
  }

  @Test
  void behindAnUnknownWrapperErrorsKeepTheirLineOrTheReasonIsGiven() {
    Finding error = compile(BAD, Unknown::new).errors().get(0);
    if (Runtime.version().feature() >= 18) {
      assertThat(error.text()).startsWith("Model.java:3: [AD050] 'Nope' is not known");
    } else {
      assertThat(error.text()).startsWith("[AD054] the source of 'Model' cannot be read: ");
      assertThat(error.text()).contains("WrapperTest$Unknown has no trees");
    }
  }

  private static ProcessingEnvironment proxy(ProcessingEnvironment delegateTo) {
    InvocationHandler handler =
        new InvocationHandler() {
          @Override
          public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments)
              throws Throwable {
            return method.invoke(delegateTo, arguments);
          }
        };
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            WrapperTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  /** The processor in a build tool. */
  private static final class Wrapping extends AbstractProcessor {
    private final DifferentiableProcessor inner = new StandIn().processor();
    private final UnaryOperator<ProcessingEnvironment> wrapper;

    Wrapping(UnaryOperator<ProcessingEnvironment> wrapper) {
      this.wrapper = wrapper;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return inner.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return inner.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      inner.init(wrapper.apply(environment));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return inner.process(annotations, round);
    }
  }

  /** Forwards everything. */
  private abstract static class Forwarding implements ProcessingEnvironment {
    abstract ProcessingEnvironment inner();

    @Override
    public Map<String, String> getOptions() {
      return inner().getOptions();
    }

    @Override
    public Messager getMessager() {
      return inner().getMessager();
    }

    @Override
    public Filer getFiler() {
      return inner().getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return inner().getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return inner().getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return inner().getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return inner().getLocale();
    }
  }

  /** As Gradle's: the environment is in a private field {@code delegate}. */
  private static class GradleLike extends Forwarding {
    private final ProcessingEnvironment delegate;

    GradleLike(ProcessingEnvironment delegate) {
      this.delegate = delegate;
    }

    @Override
    ProcessingEnvironment inner() {
      return delegate;
    }
  }

  /** The environment is in a field of a superclass. */
  private static class Base extends Forwarding {
    protected final ProcessingEnvironment processingEnv;

    Base(ProcessingEnvironment processingEnv) {
      this.processingEnv = processingEnv;
    }

    @Override
    ProcessingEnvironment inner() {
      return processingEnv;
    }
  }

  private static final class Inherited extends Base {
    Inherited(ProcessingEnvironment inner) {
      super(inner);
    }
  }

  /** Nobody knows the name of its field. */
  private static final class Unknown extends Forwarding {
    private final ProcessingEnvironment secret;

    Unknown(ProcessingEnvironment secret) {
      this.secret = secret;
    }

    @Override
    ProcessingEnvironment inner() {
      return secret;
    }
  }
}
