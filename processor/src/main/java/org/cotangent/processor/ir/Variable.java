package org.cotangent.processor.ir;

/**
 * A parameter or local variable. Two variables are the same if all three components are equal: the
 * number tells apart variables of one name in different scopes; the emitter prints the bare name
 * wherever scopes allow it.
 *
 * @param name the user's name, or a descriptive one for a generated variable
 * @param type its declared type
 * @param number unique among the variables of one function
 */
public record Variable(String name, Type type, int number) {
  // Variables are keys of most tables; name and number tell them apart well enough.
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + number;
  }

  @Override
  public String toString() {
    return name + "#" + number;
  }
}
