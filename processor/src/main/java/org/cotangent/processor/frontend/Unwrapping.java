package org.cotangent.processor.frontend;

import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Finds javac's own environment inside those of build tools, since {@link Trees} accepts no other.
 * Gradle keeps it in a field {@code delegate}, others in {@code processingEnv}; IntelliJ hands out
 * a dynamic proxy and an official way to look behind it, {@code APIWrappers.unwrap}.
 */
final class Unwrapping {
  private static final List<String> FIELDS = List.of("delegate", "processingEnv", "val$delegateTo");
  private static final String JETBRAINS = "org.jetbrains.jps.javac.APIWrappers";

  /** More than this many wrappers around each other are a cycle. */
  private static final int DEPTH = 10;

  private final List<String> attempts = new ArrayList<>();
  private Optional<Trees> trees = Optional.empty();

  /** The innermost environment that was found. */
  ProcessingEnvironment unwrap(ProcessingEnvironment environment) {
    ProcessingEnvironment current = environment;
    for (int i = 0; i < DEPTH; i++) {
      trees = treesOf(current);
      if (trees.isPresent()) {
        return current;
      }
      Optional<ProcessingEnvironment> inner = inside(current);
      if (inner.isEmpty() || inner.get() == current) {
        return current;
      }
      current = inner.get();
    }
    return current;
  }

  /** The trees of the environment that was found last. */
  Optional<Trees> trees() {
    return trees;
  }

  /** What was tried in vain, for the message. */
  List<String> attempts() {
    return attempts;
  }

  private Optional<Trees> treesOf(ProcessingEnvironment environment) {
    try {
      return Optional.of(Trees.instance(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      attempts.add(environment.getClass().getName() + " has no trees");
      return Optional.empty();
    }
  }

  private Optional<ProcessingEnvironment> inside(ProcessingEnvironment wrapper) {
    Optional<ProcessingEnvironment> found = byJetBrains(wrapper);
    if (found.isPresent()) {
      return found;
    }
    if (Proxy.isProxyClass(wrapper.getClass())) {
      InvocationHandler handler = Proxy.getInvocationHandler(wrapper);
      return byField(handler);
    }
    return byField(wrapper);
  }

  private Optional<ProcessingEnvironment> byJetBrains(ProcessingEnvironment wrapper) {
    ClassLoader loader = wrapper.getClass().getClassLoader();
    if (loader == null) {
      return Optional.empty();
    }
    try {
      Object inner =
          loader
              .loadClass(JETBRAINS)
              .getMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
      return Optional.ofNullable((ProcessingEnvironment) inner).filter(e -> e != wrapper);
    } catch (ClassNotFoundException e) {
      return Optional.empty(); // not IntelliJ: nothing to tell
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      attempts.add(JETBRAINS + ".unwrap failed: " + e);
      return Optional.empty();
    }
  }

  private Optional<ProcessingEnvironment> byField(Object holder) {
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (String name : FIELDS) {
        Optional<ProcessingEnvironment> found = read(holder, type, name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ProcessingEnvironment> read(Object holder, Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(holder) instanceof ProcessingEnvironment inner
          ? Optional.of(inner)
          : Optional.empty();
    } catch (NoSuchFieldException e) {
      return Optional.empty(); // another kind of wrapper
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      attempts.add(type.getName() + "." + name + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
