package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/**
 * Compiled files under test: the original class, its companion, and what the oracles need of both.
 */
final class Subject {
  private final Compiled compiled;
  private final Parsed parsed;
  private final Class<?> original;
  private final Class<?> companion;

  /**
   * @param sources the first file's first class is the one under test
   */
  Subject(Compiled compiled, List<String> sources) {
    String name = Sources.className(sources.get(0));
    this.compiled = compiled;
    this.parsed = Parsed.of(sources);
    this.original = compiled.load(name);
    this.companion = compiled.load(name + "Derivatives");
    assertWithMessage("the companion is as visible as its class")
        .that(Modifier.isPublic(companion.getModifiers()))
        .isEqualTo(Modifier.isPublic(original.getModifiers()));
  }

  Compiled compiled() {
    return compiled;
  }

  /** A class of the files by its simple name. */
  Class<?> load(String simpleName) {
    return compiled.load(parsed.binaryName(simpleName));
  }

  Class<?> original() {
    return original;
  }

  Class<?> companion() {
    return companion;
  }

  /** Whether any float takes part: then tolerances are wide. */
  boolean isSingle() {
    return parsed.mentionsFloat();
  }

  DualInterpreter interpreter() {
    return new DualInterpreter(parsed, loader());
  }

  private Function<String, Class<?>> loader() {
    return compiled::load;
  }

  /** The annotated method of this name that takes these arguments. */
  ParsedMethod method(String name, Object[] arguments) {
    List<ParsedMethod> candidates =
        parsed.methods(original.getName(), name).stream()
            .filter(method -> method.has("Differentiable") && accepts(method, arguments))
            .toList();
    assertWithMessage("methods %s for %s", name, Arrays.deepToString(arguments))
        .that(candidates)
        .hasSize(1);
    return candidates
        .get(0)
        .withFields(field -> Fields.find(original, field).getType().getTypeName());
  }

  /** Whether several methods of the class have this name. */
  boolean isOverloaded(ParsedMethod method) {
    return parsed.methods(original.getName(), method.name()).size() > 1;
  }

  private boolean accepts(ParsedMethod method, Object[] arguments) {
    if (method.types().size() != arguments.length) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      String type = method.types().get(i);
      String leaf = type.replace("[]", "");
      if (Values.isNumeric(leaf) || leaf.equals("boolean")) {
        Object given = arguments[i];
        if (given != null && !Values.typeOf(Values.fromJava(given)).equals(type)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The classes of the method's parameters. */
  Class<?>[] types(ParsedMethod method) {
    return method.types().stream().map(this::type).toArray(Class<?>[]::new);
  }

  private Class<?> type(String name) {
    if (name.endsWith("[]")) {
      return type(name.substring(0, name.length() - 2)).arrayType();
    }
    String own = parsed.binaryName(name.substring(name.lastIndexOf('.') + 1));
    return own == null ? Values.javaType(name) : compiled.load(own);
  }

  /**
   * A plain call of the original.
   *
   * @param arguments the values of the fields that are differentiated by, then the arguments
   */
  Object call(ParsedMethod method, Receiver receiver, Object[] arguments) {
    Object self = receiver == null ? null : receiver.with(method.fieldNames(), arguments);
    Object[] own = Arrays.copyOfRange(arguments, method.fields(), arguments.length);
    try {
      Method plain = original.getDeclaredMethod(method.name(), types(method.plain()));
      return invoke(plain, self, own);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls a method; what it throws comes out as it is. */
  static Object invoke(Method method, Object self, Object[] arguments) {
    method.setAccessible(true);
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new AssertionError(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(method.toString(), e);
    }
  }
}
