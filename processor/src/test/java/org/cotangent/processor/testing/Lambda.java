package org.cotangent.processor.testing;

import com.sun.source.tree.Tree;

/**
 * A function of the interpreted program: a lambda or method reference, with the variables that it
 * sees.
 *
 * @param tree the lambda or method reference
 * @param environment the variables around it
 * @param owner the binary name of the class that it stands in
 * @param type the functional interface as in source; empty until the function is given a type
 */
record Lambda(Tree tree, Environment environment, String owner, String type) {

  /** The same function where a type is asked for; the first type that it gets is its own. */
  Lambda as(String wanted) {
    return type.isEmpty() ? new Lambda(tree, environment, owner, wanted) : this;
  }
}
