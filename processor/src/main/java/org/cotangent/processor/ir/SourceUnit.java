package org.cotangent.processor.ir;

import java.util.List;
import java.util.Optional;

/**
 * One class with annotated methods, lowered: all that the companion is made from.
 *
 * @param packageName empty for the unnamed package
 * @param className the class as it is named inside its package, such as {@code Outer.Inner}
 * @param companionName the simple name of the companion, such as {@code Outer_InnerDerivatives}
 * @param isPublic whether class and companion are visible outside their package
 * @param sourceFile the simple name of the source file
 * @param targets the annotated methods of the class, in source order
 * @param helpers every method of the same file that a target reaches by calls, targets included
 */
public record SourceUnit(
    String packageName,
    String className,
    String companionName,
    boolean isPublic,
    String sourceFile,
    List<Target> targets,
    List<Function> helpers) {

  public SourceUnit {
    targets = List.copyOf(targets);
    helpers = List.copyOf(helpers);
  }

  /**
   * An annotated method and the names that its derivatives get.
   *
   * @param function the method
   * @param isPublic whether the generated methods are public (the method is public), else
   *     package-private
   * @param recordPrefix the capitalised name that is unique among overloads, such as {@code Loss}
   *     or {@code Loss2}
   * @param fields the fields of the receiver to differentiate by, as they are read
   * @param jacobian whether its whole Jacobian is asked for, too
   */
  public record Target(
      Function function,
      boolean isPublic,
      String recordPrefix,
      List<Expr.FieldRead> fields,
      boolean jacobian) {
    public Target {
      fields = List.copyOf(fields);
    }

    /** A method that is differentiated by parameters only. */
    public Target(Function function, boolean isPublic, String recordPrefix) {
      this(function, isPublic, recordPrefix, List.of(), false);
    }

    /** The same for another form of the method. */
    public Target with(Function other) {
      return new Target(other, isPublic, recordPrefix, fields, jacobian);
    }
  }

  /** Whether the method is annotated. */
  public boolean isTarget(MethodKey key) {
    return targets.stream().anyMatch(target -> target.function().key().equals(key));
  }

  /** The lowered method with this identity, when its body is in this file. */
  public Optional<Function> function(MethodKey key) {
    return helpers.stream().filter(function -> function.key().equals(key)).findFirst();
  }
}
