package org.cotangent.processor.diagnostics;

import java.util.Locale;

/**
 * Every message of the compiler, with an id that never changes its meaning: AD0xx wrong use of an
 * annotation, AD1xx Java that is not differentiated, AD2xx rules and calls, AD3xx types and
 * aliasing, AD4xx warnings, AD9xx internal errors.
 *
 * <p>A message is three lines: what (a full clause that quotes the offending text), why, and what
 * to do instead.
 */
public enum Message {
  NOT_DIFFERENTIATED_BY(
      "AD291",
      "%s is not differentiated by its parameter %s, but a value that depends on a differentiated parameter is passed there",
      "its companion has no adjoint for that parameter, so the gradient would lose this path",
      "add the parameter to wrt in its @Differentiable annotation, or mark it @NonDifferentiable if it is data"),
  SAME_ARRAY_TWICE(
      "AD310",
      "the array '%s' is passed twice to a method that writes to it",
      "its derivative, written by hand, takes the parameters for different arrays, so the gradient would be wrong",
      "pass a copy (clone()) for the one that is only read"),
  // ------------------------------------------------------------------ AD0xx: the annotations
  OVERRIDABLE(
      "AD001",
      "'%s' can be overridden, so it cannot be differentiated",
      "a subclass could replace the body that the derivative is made from",
      "make the method static or final, or its class final"),
  NO_BODY(
      "AD002",
      "'%s' has no body in Java, so it cannot be differentiated",
      "the derivative is made from the statements of the method, and an abstract or native method"
          + " has none",
      "put @Differentiable on a method with a body"),
  PRIVATE_METHOD(
      "AD003",
      "'%s' is private, so its companion cannot stand in for it",
      "the derivatives are written into another class of the same package, which cannot see private"
          + " members",
      "make the method package-private, or call it from an annotated method: helpers may be"
          + " private"),
  LOCAL_CLASS(
      "AD004",
      "'%s' is declared in a local or anonymous class",
      "such a class has no name that a companion class could use",
      "move the method into a top-level class or a static nested class"),
  GENERIC_METHOD(
      "AD005",
      "'%s' has a type parameter whose bound is no plain class or interface",
      "objects of it are handed on under their bound, which must not have type arguments, be several types or hold numbers",
      "give the type parameter a simple bound or none, or declare the parameter with a fixed type"),
  UNKNOWN_PARAMETER(
      "AD006",
      "'%s' has no parameter named '%s'",
      "wrt lists the parameters to differentiate by, and fields as \"this.name\"",
      "use names from the parameter list: %3$s"),
  WRT_TYPE(
      "AD007",
      "parameter '%s' has type %s, which has no derivative",
      "only double, float and their arrays can be differentiated by",
      "take the name out of wrt, or give the parameter a floating-point type"),
  UNKNOWN_FIELD(
      "AD060",
      "the class of '%s' has no field named '%s'",
      "wrt = \"this.name\" differentiates by a field of the object that the method is called on",
      "use the name of a field, or of a parameter without 'this.'"),
  STATIC_FIELD(
      "AD061",
      "'%s' cannot be differentiated by '%s': %s",
      "wrt = \"this.name\" means a field of the object that the method is called on",
      "pass the value as a parameter, and name that in wrt"),
  FIELD_TYPE(
      "AD062",
      "the field '%s' has type %s, which has no derivative",
      "only double, float and their arrays can be differentiated by",
      "take the name out of wrt, or give the field a floating-point type"),
  WRT_REPEATED(
      "AD008",
      "parameter '%s' is listed twice in wrt",
      "each parameter gets one derivative",
      "name it once"),
  WRT_IS_DATA(
      "AD009",
      "parameter '%s' is listed in wrt and marked @NonDifferentiable",
      "the one asks for its derivative, the other says that it is zero",
      "drop one of the two"),
  NOTHING_TO_DIFFERENTIATE(
      "AD010",
      "'%s' has no parameter to differentiate by",
      "none of its parameters holds a floating-point number (double, float, arrays of them, Matrix,"
          + " or records of these) without being @NonDifferentiable",
      "give it a floating-point parameter, or take @Differentiable off"),
  RESULT_TYPE(
      "AD011",
      "'%s' returns %s, which has no derivative",
      "the result of a differentiated method is double, float, an array of them, a Matrix, void, or a record of"
          + " this file that holds some and whose constructor and accessors are those that Java"
          + " writes",
      "return a floating-point value; let a separate method turn it into %2$s"),
  MODE(
      "AD012",
      "mode %s of '%s' is not available yet",
      "this version writes GRADIENT and JACOBIAN",
      "leave modes out, or write modes = Mode.GRADIENT"),
  JACOBIAN_RESULT(
      "AD018",
      "mode JACOBIAN of '%s' needs an array of numbers as the result, not %s",
      "a Jacobian has a row for each element of a double[] or float[] that is returned",
      "return the numbers in one array; the derivatives of one number, or of a record, are what"
          + " modes = Mode.GRADIENT gives"),
  JACOBIAN_PARAMETER(
      "AD020",
      "mode JACOBIAN of '%s' does not take '%s' of type %s",
      "a row of a Jacobian holds the derivatives by numbers and by the elements of double[] and"
          + " float[]",
      "pass its numbers in an array of one dimension; if it is only data, mark it"
          + " @NonDifferentiable"),
  JACOBIAN_MATRIX(
      "AD021",
      "mode JACOBIAN of '%s' does not reach through the matrix '%s'",
      "matrices are closed on the way back, and each row of a Jacobian would need them again",
      "compute with arrays here, or take modes = Mode.GRADIENT and call %1$sBackward for each row"),
  PARAMETER_TYPE(
      "AD013",
      "parameter '%s' has type %s, which cannot be differentiated yet",
      "%3$s",
      "pass its numbers as double, float or arrays; if it is only data, mark it @NonDifferentiable"
          + " where its type allows"),
  PRIVATE_CLASS(
      "AD014",
      "class '%s' is private, so it cannot have a companion",
      "the derivatives are written into another class of the same package, which must be able to"
          + " name this one",
      "make the class package-private"),
  VOID_WITHOUT_OUTPUT(
      "AD015",
      "'%s' returns nothing and writes no floating-point array",
      "it has no output that a derivative could belong to",
      "return the result, or write it into an array parameter"),
  GENERIC_CLASS(
      "AD016",
      "'%s' is an instance method of %s, an inner class of a class with type parameters",
      "the receiver of its derivative would have an unknown type",
      "make the class static, or the method"),

  // ------------------------------------------------------------------ AD1xx: the language
  LAMBDA(
      "AD101",
      "a lambda cannot be followed here: %s",
      "a lambda is followed when it is passed to a method of this file, or bound to a local variable where that is declared",
      "pass it to a method of this file, or write its statements in place"),
  METHOD_REFERENCE(
      "AD102",
      "a method reference cannot be followed here: %s",
      "it is followed when it names a static method or one of this object, and is passed to a method of this file or bound to a local variable",
      "call the method by name, or write a lambda that does"),
  SWITCH(
      "AD103",
      "a switch over objects or with patterns is not differentiated: %s",
      "objects are passed on as data and never looked into",
      "switch over an int, a char, a string or an enum without patterns; or write if and else if"),
  TRY(
      "AD104",
      "try is not differentiated: %s",
      "control may leave any statement inside it, so the reverse sweep could not follow",
      "check for the bad case before it happens, or catch the exception in the caller"),
  SYNCHRONIZED(
      "AD106",
      "a synchronized block is not differentiated: %s",
      "generated code takes no locks",
      "lock in the caller, around the whole call"),
  NEW_OBJECT(
      "AD107",
      "an object is made, which is not differentiated: %s",
      "derivatives are carried by double, float and their arrays; only objects of records and final"
          + " classes of this file are taken apart into these, and exceptions made where thrown",
      "keep the numbers in local variables or arrays"),
  STRING_CONCATENATION(
      "AD108",
      "an object or array is turned into text: %s",
      "that runs its toString method, which could change what the derivative depends on",
      "use numbers, strings and enum constants only, or build the text in the caller"),
  INSTANCEOF(
      "AD109",
      "a type test or pattern is not differentiated: %s",
      "objects are passed on as data and never looked into",
      "make the decision in the caller and pass it as a boolean or an int"),
  LOCAL_CLASS_IN_BODY(
      "AD110",
      "a class is declared inside the method: %s",
      "its methods cannot be followed from here",
      "move it out of the method, its methods as static helpers of the same file"),
  FIELD_WRITE(
      "AD111",
      "a field is assigned: %s",
      "a field outlives the call, so its derivative would be lost",
      "assign to a local variable and return it, or write into an array parameter"),
  ASSERT(
      "AD114",
      "an assertion has side effects or calls a method: %s",
      "assertions run under some options only, and nothing else in the method may depend on that",
      "assert a condition that only reads, or check with if and throw"),
  BOXED_TYPE(
      "AD116",
      "%s has the boxed type %s",
      "boxed numbers are followed in local variables, in parameters of helpers and in results; elsewhere they are objects, which carry no derivative",
      "use the primitive type"),
  FOREACH_COLLECTION(
      "AD117",
      "the loop runs over something other than an array: %s",
      "collections hold objects, which carry no derivative",
      "take a double[] instead, such as one that the caller fills from the list, and loop over that"),
  GENERIC_TYPE(
      "AD118",
      "%s has the type %s",
      "generic types hold objects, which carry no derivative",
      "use arrays: double[] for List<Double>, double[][] for List<double[]>, new double[] {a, b} for Arrays.asList(a, b)"),
  REFERENCE_CAST(
      "AD119",
      "a cast to a type that is not primitive: %s",
      "objects are passed on as data and never looked into",
      "cast in the caller"),
  CLASS_LITERAL(
      "AD120",
      "a class literal is not differentiated: %s",
      "it is no number",
      "take it out of the method"),
  OUTER_MEMBER(
      "AD121",
      "'%s' belongs to another instance than the one the method is called on",
      "the companion is given the object that the method is called on, not the one around it",
      "pass its value as a parameter"),
  UNRESOLVED(
      "AD123",
      "this does not compile, or its type is not known: %s",
      "the derivative needs the type of every expression",
      "mend the other errors first"),
  UNKNOWN_CONSTRUCT(
      "AD124",
      "this construct of Java is not known to Cotangent: %s",
      "it came into Java after this version was written",
      "use older constructs, or a newer version of Cotangent"),
  INVISIBLE_CONSTANT(
      "AD125",
      "the companion cannot read '%s' of %s",
      "the derivatives are written into the package of this class, where that field is not visible",
      "make the field package-private or public, or pass its value as a parameter"),
  MUTABLE_FIELD(
      "AD126",
      "the field '%s' may change, so it cannot be read as data",
      "a @NonDifferentiable method that is called here writes it, and the reverse sweep would see"
          + " the new value",
      "do not write it there, or pass its value as a parameter"),
  FIELD_ARRAY_WRITE(
      "AD127",
      "an array that a field holds is written to: %s",
      "fields are data, so the derivative of what is written would be lost",
      "write into a local array or an array parameter"),
  FIELD_OF_OTHER(
      "AD140",
      "the field '%s' is differentiated by, and here it may be read through another object",
      "that object may be the receiver itself, and then its derivative would be lost",
      "read the field of this only, or pass the other object's value as a parameter"),
  ARRAY_OF_OTHER(
      "AD141",
      "the array '%s' of another object is read by a method that writes to its array parameters",
      "it may be one of the arrays that are written, and then the derivative would be wrong",
      "pass that array as a parameter, or return a new array instead of writing to one"),
  OTHER_TYPE(
      "AD129",
      "%s has the type %s, which is not supported here",
      "the language of differentiated methods has primitive types, arrays, and names of classes as"
          + " data",
      "use double, float and their arrays"),
  INVISIBLE_TYPE(
      "AD130",
      "%s has the type %s, which the companion cannot name",
      "the derivatives are written into another class of the same package, where that class is not"
          + " visible",
      "make that class package-private or public"),

  CHECKED_EXCEPTION(
      "AD131",
      "'%s' may throw the checked exception %s",
      "the methods of the companion declare no exceptions",
      "throw an unchecked one, such as IllegalArgumentException"),
  HIDDEN_CONSTRUCTOR(
      "AD132",
      "the companion cannot call this constructor: %s",
      "the derivatives are written into another class of the same package, where the constructor is"
          + " not visible",
      "make the constructor package-private or public"),
  // ------------------------------------------------------------------ AD15x: objects
  NO_VALUE_CLASS(
      "AD150",
      "an object is made that cannot be taken apart: %s: %s",
      "derivatives follow an object as the numbers in it, which must not change once it is made",
      "write a record, or a final class of this file whose fields are all final"),
  VALUE_ESCAPES(
      "AD151",
      "an object that is taken apart is used as a whole: %s",
      "derivatives follow only the numbers in it, and there is no object to compare, store or pass on",
      "use its components; pass it on only to methods of this file, in variables and results"),
  NULL_VALUE(
      "AD152",
      "null stands where an object of %s is taken apart",
      "derivatives follow the numbers in the object, and null has none",
      "start with an object, and keep in a boolean whether there is one"),
  VALUE_RECURSION(
      "AD153",
      "'%s' returns an object and calls itself",
      "a method that returns an object is written out where it is called, which would not end here",
      "write a loop, or let the recursive method return a number or fill an array"),
  DATA_NOT_READABLE(
      "AD154",
      "'%s' cannot be taken apart: the companion cannot read its field '%s'",
      "the derivatives are written into another class of the same package, and what is in an object from outside has to be read there",
      "make its class package-private"),
  ANNOTATED_VALUE_METHOD(
      "AD155",
      "%s calls a method that cannot be followed on an object that is taken apart",
      "it has no body in Java, or it is annotated and so takes its object whole",
      "move what it computes into a method without an annotation, and call that one from both"),
  DATA_PARAMETER(
      "AD156",
      "'%s' returns an object and has the @NonDifferentiable parameter '%s'",
      "the method is written out where it is called, and the derivative would pass through that parameter",
      "let it return a number, or take the annotation off"),
  VALUE_POLICY(
      "AD157",
      "'%s' returns an object, and methods of the file differ in their singularities",
      "the method is written out where it is called, and would follow the policy of its caller at singular points",
      "move its body into a method without an annotation and call that one, or use one policy in the file"),

  // ------------------------------------------------------------------ AD16x: functions as values,
  // boxes
  FUNCTION_AS_VALUE(
      "AD160",
      "the function '%s' is used as a value",
      "a function is followed where it is called, or passed to a method of this file; it cannot be compared, stored, returned or chosen",
      "call it here, or write an if whose arms each do the work with their own function"),
  FUNCTION_UNKNOWN(
      "AD161",
      "%s calls a function that is not known here",
      "which code runs is decided by whoever made the function, so there is nothing to differentiate",
      "let the annotated method itself pass a lambda or a method reference to a helper of this file"),
  FUNCTION_REASSIGNED(
      "AD162",
      "the function variable '%s' is assigned again",
      "the derivative follows the one function that the variable was declared with",
      "use a new variable for each function"),
  FUNCTION_GROWS(
      "AD163",
      "a lambda wraps the function that its own caller was given, without end: %s",
      "a method is written anew for each function that it is called with, and here each call would make a new one",
      "pass the numbers that change as parameters of one function, or write the recursion as a loop"),
  FUNCTION_COMBINED(
      "AD164",
      "%s makes one function of others",
      "only calls of a function's own abstract method are followed",
      "write a lambda that calls the functions, such as x -> f.applyAsDouble(g.applyAsDouble(x))"),

  NULL_NUMBER(
      "AD165",
      "null stands where a number is wanted: %s",
      "a boxed number is followed as the number in it, and null holds none",
      "use a number that means nothing else, such as Double.NaN, or a boolean that says whether there is one"),
  BOXES_COMPARED(
      "AD166",
      "boxed numbers are compared as objects: %s",
      "a boxed number is followed as the number in it, so it is never null, and not one object or another",
      "unbox one side with a cast, such as (double) a == b; pass a boolean for what may be missing"),
  BOXES_TAKEN(
      "AD167",
      "%s passes boxed numbers to a method that is called as it is",
      "boxed numbers are followed as the numbers in them, and the companion could call another overload with those",
      "let the method take primitive numbers"),

  STREAM(
      "AD168",
      "%s uses a stream",
      "a stream runs its functions out of sight, in an order of its own",
      "write the loop"),
  SORT(
      "AD169",
      "%s sorts an array",
      "which element comes first is decided by the values, and their adjoints would have to be put in the same order",
      "let a @NonDifferentiable method of this file compute the order, as an int[] of positions, and read x[order[i]]"),

  // ------------------------------------------------------------------ AD2xx: calls
  UNSUPPORTED_FUNCTION(
      "AD201",
      "no derivative exists for %s",
      "its result is not a function of its arguments, or has no useful derivative",
      "take it out of the method; pass what it returns as a parameter"),
  UNKNOWN_METHOD(
      "AD202",
      "%s cannot be differentiated: %s",
      "only functions of the rule table, methods of the same file, and methods with a companion can"
          + " be called",
      "annotate that method with @Differentiable, or with @NonDifferentiable if its result is a"
          + " constant here"),
  OVERRIDABLE_CALL(
      "AD203",
      "%s calls a method that can be overridden",
      "which body runs is known only at run time",
      "make that method static, final or private"),
  FOREIGN_INSTANCE(
      "AD204",
      "%s calls a method of another object, which has no derivative: %s",
      "the bodies of methods of other files are not read",
      "annotate that method, or mark it @NonDifferentiable, or compute it in the caller and pass the number; random numbers: draw them in the caller and pass a double[]"),
  VARARGS_CALL(
      "AD205",
      "%s calls a method with a variable number of arguments",
      "the array that Java makes for them holds objects, which carry no derivative",
      "give the method primitive arguments, such as double..., or pass an array that is data"),
  GENERIC_CALL(
      "AD206",
      "%s calls a method whose types are variable",
      "type parameters are followed where a method of this file takes data of them, not in results, constant methods and method references",
      "call a method with fixed types"),
  CALL_WITHOUT_BODY(
      "AD207",
      "%s calls a method without a body in Java",
      "the derivative is made from the statements of the method, and an abstract or native method"
          + " has none",
      "call a method with a body, or mark it @NonDifferentiable if its result is a constant here"),
  CONSTANT_METHOD(
      "AD208",
      "%s calls a @NonDifferentiable method that the companion cannot call",
      "the companion is another class of the same package, and that method is private or out of its"
          + " sight",
      "make that method package-private"),
  ARRAY_TYPES(
      "AD209",
      "%s needs arrays of one primitive element type",
      "the derivative has to know what is copied or filled",
      "give both arrays the same declared type, double[] say; copy rows one by one"),

  // ------------------------------------------------------------------ AD22x: derivatives by hand
  RULE_METHOD(
      "AD220",
      "class %s declares no method '%s'",
      "@DerivativeOf names the method whose derivative this is",
      "%3$s"),
  RULE_SIGNATURE(
      "AD221",
      "'%s' has not the signature of a derivative of '%s'",
      "it takes the method's parameters, after each floating-point array its adjoint, and last the"
          + " adjoint of the result; it returns the adjoints of the scalars",
      "write: %3$s"),
  RULE_NOT_CALLABLE(
      "AD222",
      "'%s' cannot be used as a derivative: %s",
      "companions call it, from other classes and without an object",
      "make it a static method that is not private, without type parameters and checked exceptions"),
  RULE_METHOD_UNFIT(
      "AD223",
      "'%s' cannot have a derivative written by hand: %s",
      "companions call the method for its value and the derivative for the adjoints",
      "write a static method around it that does without, and the derivative of that one"),
  RULE_WRITES(
      "AD224",
      "writes names '%s', which %s",
      "writes lists the array parameters that the method may write to; a parameter marked"
          + " @NonDifferentiable is only read",
      "choose among: %3$s"),
  RULE_TWICE(
      "AD225",
      "there is a second derivative of %s, '%s'",
      "which of the two to use would be left to chance",
      "take one of them away"),
  RULE_METHOD_HIDDEN(
      "AD226",
      "%s calls a method that the companion cannot call",
      "its derivative is written by hand, so the companion calls the method itself, from another"
          + " class of the same package",
      "make the method package-private or public"),
  RULES_WITHOUT_USE(
      "AD227",
      "rules names %s, which has no derivative that this class can call",
      "rules lists classes with methods marked @DerivativeOf",
      "mark methods there with @DerivativeOf, public ones if the class is in another package; or"
          + " leave the class out"),
  RULE_RESULT_UNUSED(
      "AD228",
      "'%s' may write to its arrays and returns an array that is not used here",
      "the derivative written by hand wants the adjoint of the result, and there is none",
      "use the result, or say in @DerivativeOf which arrays the method writes: writes = {} for none"),

  // ------------------------------------------------------------------ AD4xx: warnings
  CUT_BY_CAST(
      "AD401",
      "the derivative is cut here: %s",
      "a whole number changes in steps, so the derivative of this conversion is zero",
      "nothing, if that is meant; else stay with floating-point numbers"),
  INTEGER_DIVISION(
      "AD402",
      "integer division used as a floating-point number: %s",
      "the quotient of two whole numbers is cut to a whole number before it is used",
      "write (double) before one of the operands, or a literal such as 2.0"),

  NO_INFLUENCE(
      "AD403",
      "'%s' does not influence the result of '%s', so its derivative is always 0",
      "no path of floating-point numbers leads from it to the result; whole numbers, comparisons,"
          + " roundings and constant methods carry no derivative",
      "mark it @NonDifferentiable or leave it out of wrt, if that is meant"),

  // ------------------------------------------------------------------ AD9xx: defects
  // ------------------------------------------------------------------ AD05x: around the bodies
  UNRESOLVED_NAME(
      "AD050",
      "'%s' is not known, so the body of '%s' cannot be read",
      "every type that a differentiated body mentions must exist, or be written by another"
          + " annotation processor in the same compilation",
      "declare or import it; if another processor should write it, look for the errors of that"
          + " one"),
  OWN_COMPANION(
      "AD051",
      "'%s' is what is to be written from the body of '%s', which mentions it already",
      "a companion cannot be made from a body that needs it",
      "call the original method here; its derivative comes along"),
  BODY_DOES_NOT_COMPILE(
      "AD052",
      "the body of '%s' does not compile: %s",
      "derivatives are made from bodies that are correct Java",
      "correct the body"),
  COMPANION_EXISTS(
      "AD053",
      "a class named '%s' is part of this compilation already",
      "the companion of this class has that name",
      "rename the other class"),
  NO_SOURCE(
      "AD054",
      "the source of '%s' cannot be read: %s",
      "derivatives are made from the source of method bodies",
      "compile the source with javac of JDK 17 or later, and this processor on its processor path"),
  UNKNOWN_OPTION(
      "AD055",
      "'-A%s' is not an option of Cotangent",
      "a misspelled option would be ignored in silence",
      "leave it out"),
  OPTION_NOT_READY(
      "AD056",
      "'-A%s' does nothing yet",
      "the name is taken for a feature that this version does not have",
      "leave the option out"),
  NO_DIRECTORY(
      "AD080",
      "'-A%s' names no directory",
      "%2$s have to be written somewhere",
      "write -A%1$s=%3$s, or leave the option out"),
  BAD_DIRECTORY(
      "AD081",
      "'%s', which '-A%s' names, is not a directory",
      "%3$s are files below it",
      "name a directory, there already or not"),
  FILE_NOT_WRITTEN(
      "AD082",
      "the file '%s' cannot be written: %s",
      "it was asked for with '-A%3$s'",
      "make the directory writable, name another, or leave the option out"),
  NOT_TRUE_OR_FALSE(
      "AD083",
      "'-A%s=%s' is neither true nor false",
      "the option is a switch",
      "write =true or =false, or leave the option out"),
  UNKNOWN_OPTIMIZATION(
      "AD084",
      "'-Acotangent.without' names '%s', which is not an optimisation",
      "a misspelled name would be ignored in silence; there are: %2$s",
      "write names of the list, with commas between, or 'all'"),
  SOURCE_LEVEL(
      "AD057",
      "source level %s is too old for derivatives",
      "companions are written in Java 17, with records",
      "compile with --release 17 or later"),

  // ------------------------------------------------------------------ AD9xx: not the user's doing
  CANNOT_WRITE(
      "AD901",
      "'%s' cannot be written: %s",
      "the compiler could not create the file",
      "make room, or the output directory writable"),
  FIELD_ARRAY_WRITTEN(
      "AD316",
      "an array of a field is written to, here or by the method that it is passed to",
      "arrays of fields are data: what is written there would be lost to the derivative",
      "pass a local copy: values.clone(); if the method has a derivative written by hand and only reads"
          + " the array, say writes = {} there"),
  ROWS_AS_OBJECTS(
      "AD320",
      "an array of rows is used as an array of objects: %s",
      "rows could be moved under that type, where nothing follows the numbers in them",
      "declare it with the type of its numbers, such as double[][]"),
  NO_OPERATION(
      "AD330",
      "%s calls a method of Matrix that has no derivative",
      "methods that change a matrix in place, close it or take its numbers out would hide from the"
          + " derivative where numbers come from",
      "use the operations that return a new Matrix or a number (those marked @Operation), or do this"
          + " outside of the differentiated method"),
  BAD_OPERATION(
      "AD331",
      "the annotation @Operation of '%s' cannot be used: %s",
      "it says how the operation is differentiated, and nothing else does",
      "correct the annotation: its documentation shows the forms that it may have"),
  OPERATION_OF_ARRAY(
      "AD332",
      "%s makes a matrix of numbers that depend on a differentiated parameter",
      "an operation passes derivatives on to matrices and numbers, not to arrays, so the gradient"
          + " would lose this path",
      "pass the values as a Matrix parameter, or compute with arrays only"),
  MATRIX_COMPARED(
      "AD333",
      "%s compares references to matrices",
      "a matrix is a value here: which object holds it may differ in the derivative",
      "compare numbers of theirs, such as a.minus(b).norm(), or pass a boolean"),
  MATRIX_NULL(
      "AD334",
      "%s stands for a matrix",
      "a matrix is a value here, and null has neither a shape nor an adjoint",
      "use Matrix.zeros(rows, columns), or a boolean that says whether there is a matrix"),
  MATRIX_ARRAY(
      "AD335",
      "an array of matrices is made or written to: %s",
      "its elements have no adjoints, so the gradient would lose what goes through them",
      "use a variable for each matrix, a record of them, or one larger matrix with slices"),
  MATRIX_STRICT(
      "AD336",
      "%s is an operation on matrices in a method under the STRICT policy",
      "operations on matrices follow the policy SUBGRADIENT at singular points",
      "leave singularities out of @Differentiable, or compute with arrays"),
  CONSTANT_METHOD_WRITES(
      "AD210",
      "%s calls a @NonDifferentiable method that may write to its array",
      "its body is not differentiated, so the derivative would miss what it writes",
      "let a method of this file work on a copy (clone()), or take @NonDifferentiable off it"),
  MARKED_ARRAY_WRITTEN(
      "AD211",
      "%s writes to the array that it is given for '%s', a @NonDifferentiable parameter",
      "the parameter is data to the method, so the derivative would miss what it writes there",
      "take @NonDifferentiable off the parameter, or hand on a copy inside of the method (clone())"),
  CHECKPOINT_LOOP(
      "AD340",
      "@Checkpointed does not stand on the variable of a counted loop",
      "snapshots are spread over the iterations, so their number has to be known when the loop"
          + " starts",
      "put it on the variable of a loop such as for (int i = 0; i < n; i++), whose body changes"
          + " neither i nor n"),
  CHECKPOINT_SNAPSHOTS(
      "AD341",
      "snapshots = %s",
      "a loop keeps at least one snapshot; a method is run again from its arguments",
      "write 1 or more on the variable of a loop, or leave snapshots out"),
  CHECKPOINT_JUMP(
      "AD342",
      "a jump leaves a loop with @Checkpointed: %s",
      "snapshots are spread over all iterations, so none of them may end the loop",
      "skip the rest of the iterations with a condition, or take @Checkpointed off the loop"),
  CHECKPOINT_EFFECT(
      "AD343",
      "%s cannot be run again: %s",
      "what is @Checkpointed runs again in the reverse sweep, where it has to compute the same and"
          + " must not be noticed",
      "do it before or after the loop, with its result in a variable or an array; or take"
          + " @Checkpointed away"),
  CHECKPOINT_STATE(
      "AD344",
      "%s, which no snapshot can hold: %s",
      "a snapshot is a copy of numbers, and putting it back writes into the same variables and"
          + " arrays",
      "keep what changes in numbers and in the elements of arrays: copy elements instead of"
          + " exchanging arrays; or take @Checkpointed away"),
  NO_MODE(
      "AD019",
      "'%s' asks for no mode at all",
      "nothing would be written for it",
      "leave modes out, or write modes = Mode.GRADIENT"),
  COMPONENT_NAME(
      "AD017",
      "the parameter name '%s' cannot be used in the gradient",
      "the gradient is a record with a component for each differentiated parameter, and Java reserves this name",
      "rename the parameter, or leave it out of wrt"),
  INTERNAL(
      "AD900",
      "internal error in %s: %s",
      "this is a defect of Cotangent, not of your program",
      "report it with all lines of this message; until then write this method without"
          + " @Differentiable");

  private final String id;
  private final String what;
  private final String why;
  private final String remedy;

  Message(String id, String what, String why, String remedy) {
    this.id = id;
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  /** The stable id, such as {@code AD103}. */
  public String id() {
    return id;
  }

  /** Whether it only warns. */
  public boolean isWarning() {
    return id.startsWith("AD4");
  }

  /** The page of the documentation that explains it. */
  public String page() {
    return "docs/errors/" + id + ".md";
  }

  /** The whole text, with the arguments filled in. */
  String format(Object... arguments) {
    return String.format(
        Locale.ROOT,
        "[%s] %s%n  why: %s%n  do: %s",
        id,
        String.format(Locale.ROOT, what, arguments),
        String.format(Locale.ROOT, why, arguments),
        String.format(Locale.ROOT, remedy, arguments));
  }
}
