package org.cotangent.fuzz;

/**
 * The constructs that random programs are made of, with the weight of each among those that could
 * stand in the same place. This table is what "the whole accepted language" means to the fuzzer: a
 * construct that becomes accepted gets a line here and its place in the generator.
 */
enum Feature {
  // Floating-point expressions.
  LITERAL(4, "floating-point literal"),
  VARIABLE(14, "floating-point variable read"),
  ELEMENT(10, "element of an array of rank 1 read"),
  MATRIX_ELEMENT(6, "element of an array of rank 2 read"),
  CUBE_ELEMENT(4, "element of an array of rank 3 read"),
  SUM(9, "sum"),
  DIFFERENCE(6, "difference"),
  PRODUCT(11, "product"),
  QUOTIENT(4, "quotient"),
  REMAINDER(1, "remainder", true),
  NEGATION(3, "negation"),
  CHOICE(3, "conditional expression", true),
  WHOLE_OPERAND(3, "whole number among floating-point operands"),
  SMOOTH_FUNCTION(8, "smooth function of Math"),
  POWER(3, "Math.pow"),
  KINKED_FUNCTION(3, "Math.max, min, abs and other functions with kinks", true),
  STEP_FUNCTION(1, "Math.floor, rint, signum: no derivative", true),
  ASSIGNMENT_INSIDE(3, "assignment inside an expression"),
  STEP_INSIDE(1, "++ or -- of a floating-point variable inside an expression"),
  ELEMENT_ASSIGNMENT_INSIDE(2, "assignment to an element inside an expression"),
  HELPER_CALL(7, "call of a helper with a scalar result"),
  RECURSIVE_CALL(16, "recursive call"),
  MUTUAL_CALL(16, "call of a method that calls back"),
  CONSTANT_CALL(1, "call of a @NonDifferentiable method", true),
  PAIR_COMPONENT(8, "component of a record read"),
  FUNCTION_CALL(8, "call of a lambda"),
  CAST_TO_FLOAT(2, "cast to float", true),
  CAST_TO_DOUBLE(1, "cast to double"),
  INDEX_SIDE_EFFECT(2, "side effect inside an index"),

  // Whole numbers and conditions.
  WHOLE_CUT(1, "cast of a floating-point number to a whole one", true),
  WHOLE_STEP(2, "++ or -- of a whole number inside an expression"),
  WHOLE_ASSIGNMENT(1, "assignment to a whole number inside an expression"),
  WHOLE_CHOICE(2, "conditional expression of whole numbers"),
  WHOLE_ELEMENT(4, "element of an int array read"),
  WHOLE_ARITHMETIC(5, "arithmetic on whole numbers"),
  WHOLE_BITS(2, "bit operation or shift"),
  ARRAY_LENGTH(3, "length of an array"),
  STATIC_WHOLE(1, "function of the JDK on whole numbers"),
  COMPARISON(8, "comparison of floating-point numbers", true),
  WHOLE_COMPARISON(6, "comparison of whole numbers"),
  BOOLEAN_VARIABLE(3, "boolean variable read"),
  CONJUNCTION(3, "&& and ||"),
  BOOLEAN_BITS(1, "&, | and ^ of booleans"),
  COMPLEMENT(2, "!"),
  ASSIGNMENT_IN_CONDITION(2, "assignment inside a condition", true),

  // Statements.
  DECLARATION(12, "declaration of a floating-point variable"),
  VAR(1, "var or final"),
  LATE_INITIALISATION(3, "variable initialised in both arms of an if"),
  ASSIGNMENT(10, "assignment to a floating-point variable"),
  COMPOUND(8, "compound assignment to a floating-point variable"),
  STEP(1, "++ or -- of a floating-point variable"),
  ELEMENT_WRITE(14, "element written"),
  ELEMENT_COMPOUND(9, "compound assignment to an element"),
  ELEMENT_STEP(1, "++ or -- of an element"),
  WHOLE_DECLARATION(4, "declaration of a whole number"),
  WHOLE_STATEMENT(5, "statement on whole numbers"),
  WHOLE_ELEMENT_WRITE(3, "element of an int array written"),
  WHOLE_COMPOUND_CUT(1, "compound assignment that rounds to a whole number", true),
  BOOLEAN_DECLARATION(3, "declaration of a boolean"),
  IF(12, "if"),
  ELSE(0, "else"),
  ELSE_IF(3, "else if"),
  BLOCK(2, "block"),
  COUNTED_LOOP(12, "counted for"),
  COUNTED_DOWN(3, "counted for that runs down or in larger steps"),
  LONG_LOOP(1, "for with a long index"),
  FOREACH(4, "for over an array"),
  FOREACH_ROWS(3, "for over the rows of a matrix"),
  WHILE(6, "while"),
  GENERAL_FOR(3, "for that is not counted"),
  DO(4, "do"),
  ENDLESS_FOR(2, "for (;;) left by break"),
  ALTERED_LOOP(0, "data-dependent number of iterations"),
  BREAK(5, "break"),
  CONTINUE(5, "continue"),
  LABELED_BREAK(3, "break with a label"),
  LABELED_CONTINUE(3, "continue with a label"),
  SWITCH_OLD(2, "switch with case labels"),
  SWITCH_ARROW(2, "switch with arrows"),
  SWITCH_VALUE(2, "switch expression"),
  LABELED_BLOCK(1, "labelled block"),
  THROW(1, "check that throws", true),
  ASSERT(1, "assert"),
  EARLY_RETURN(4, "return in the middle"),
  RETURN_IN_LOOP(2, "return inside a loop"),
  ARRAY_RETURN_INSIDE(0, "array returned in the middle"),

  TRIANGULAR_LOOP(4, "for bounded by the index of another"),
  NEGATIVE_LOOP(1, "for with a negative index, or without a trip"),
  CHECKPOINTED(0, "counted for with @Checkpointed"),

  // Shapes that optimisations look for.
  OVERWRITING_LOOP(5, "loop that overwrites an array, or almost"),
  OVERWRITTEN_AGAIN(3, "loop in which an array is overwritten, then added to"),
  SHORT_LIVED_ARRAY(3, "array that lives for an iteration; maybe empty"),
  COUNTER(5, "counter beside the index of a loop"),
  SIGN(2, "sign that alternates"),
  RUNNING_BEST(4, "largest or least of the elements so far", true),
  ACCUMULATING_LOOP(4, "element that an inner loop adds to"),
  REPEATED_FUNCTION(3, "functions of one argument, again and again"),
  LINKED_LIST(3, "links between whole numbers followed, cut and mended"),

  // Arrays.
  NEW_ARRAY(3, "array made with a size"),
  NEW_MATRIX(2, "array of rank 2 made with sizes"),
  NEW_CUBE(1, "array of rank 3 made with sizes"),
  ARRAY_LITERAL(3, "array made of elements"),
  MATRIX_LITERAL(2, "array of rank 2 made of elements"),
  CLONE(4, "clone"),
  COPY_OF(2, "Arrays.copyOf"),
  ARRAY_ALIAS(2, "a second name of an array"),
  ROW_ALIAS(7, "a name for a row"),
  FILL(3, "Arrays.fill"),
  FILL_RANGE(2, "Arrays.fill of a range"),
  ARRAY_COPY(4, "System.arraycopy"),
  OVERLAPPING_COPY(2, "System.arraycopy within one array"),
  ARRAY_SWAP(6, "names of two arrays swapped"),
  ARRAY_ASSIGNED(5, "array variable assigned"),
  ARRAY_CHOSEN(4, "array chosen by ?:"),
  ARRAY_LATE(4, "array variable set in the arms of an if"),
  ROW_REPLACED(6, "row replaced"),
  MATRIX_OF_ROWS(3, "array of rank 2 made of named rows"),
  JAGGED(1, "array of rank 2 filled row by row"),
  PAIR(2, "record made"),
  PAIR_ASSIGNED(3, "record variable assigned"),
  LAMBDA(2, "lambda bound to a local variable"),
  WHOLE_ARRAY(2, "int array made"),
  WHOLE_ARRAY_BULK(1, "int array filled or copied"),

  // Methods.
  VOID_CALL(8, "call of a helper that writes to an array"),
  ARRAY_RESULT_CALL(5, "call of a helper that returns an array"),
  IGNORED_RESULT(1, "call whose result is not used"),
  ROW_ARGUMENT(4, "row passed to a helper"),
  PARAMETER_WRITTEN(0, "annotated method that writes to an array parameter"),
  VOID_METHOD(0, "annotated method without a result"),
  ARRAY_METHOD(0, "annotated method with an array result"),
  JACOBIAN(0, "annotated method with a Jacobian"),
  FLOAT_METHOD(0, "annotated method with a float result"),
  WRT(0, "wrt"),
  MARKED_PARAMETER(0, "@NonDifferentiable parameter"),
  PRIVATE_FIELD(0, "private field"),
  INSTANCE(0, "annotated instance method"),
  INSTANCE_HELPER(0, "instance helper"),
  FIELD(0, "field of the receiver read"),
  CONSTANT(0, "static final constant read"),
  OVERLOAD(0, "overloaded helper"),
  SMALL_HELPER(0, "helper of a line or two"),
  SUM_LOOP(0, "loop whose iterations meet in a sum only"),
  SEVERAL_ANNOTATED(0, "several annotated methods in a class"),
  ANNOTATED_CALL(3, "call of an annotated method of the same class");

  private final int weight;
  private final String description;
  private final boolean rough;

  Feature(int weight, String description) {
    this(weight, description, false);
  }

  Feature(int weight, String description, boolean rough) {
    this.weight = weight;
    this.description = description;
    this.rough = rough;
  }

  /** Among what could stand in the same place; 0 where the choice is made in another way. */
  int weight() {
    return weight;
  }

  String description() {
    return description;
  }

  /** Whether it decides on a number, has a kink or rounds: differences are no oracle then. */
  boolean rough() {
    return rough;
  }
}
