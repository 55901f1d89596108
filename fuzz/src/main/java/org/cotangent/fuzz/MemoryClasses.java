package org.cotangent.fuzz;

import java.util.Map;

/** Loads the classes of one run of javac. */
final class MemoryClasses extends ClassLoader {
  private final Map<String, byte[]> classes;

  MemoryClasses(Map<String, byte[]> classes) {
    super(Dual.class.getClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = classes.get(name);
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, code, 0, code.length);
  }
}
