package org.jetbrains.jps.javac;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Looks like the class by which IntelliJ lets processors look behind its wrappers. */
public final class APIWrappers {
  private APIWrappers() {}

  /** A wrapper that only {@link #unwrap} can look behind. */
  public static <T> T wrap(Class<T> type, T object) {
    return type.cast(
        Proxy.newProxyInstance(
            APIWrappers.class.getClassLoader(), new Class<?>[] {type}, new Handler(object)));
  }

  /** What is inside; the object itself when it is no wrapper. */
  public static <T> T unwrap(Class<T> type, T object) {
    return Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof Handler handler
        ? type.cast(handler.hidden())
        : object;
  }

  private record Handler(Object hidden) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments)
        throws Throwable {
      return method.invoke(hidden, arguments);
    }
  }
}
