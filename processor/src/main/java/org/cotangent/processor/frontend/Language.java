package org.cotangent.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.Arrays;
import java.util.Optional;
import org.cotangent.processor.diagnostics.Message;

/**
 * Every kind of tree that javac knows, and what becomes of it in a differentiated method. The names
 * are those of {@link Tree.Kind}, of JDK 17 and of later ones; {@code docs/language.md} holds the
 * same table.
 */
enum Language {
  ANNOTATED_TYPE("a type annotation on a local variable's type is ignored"),
  ANNOTATION("annotations on the method, its parameters and its variables"),
  TYPE_ANNOTATION("ignored"),
  ARRAY_ACCESS("a[i], m[i][j]: read, written, rows passed on"),
  ARRAY_TYPE("arrays of any rank, also of int, boolean and so on as data"),
  ASSERT("it keeps its meaning; with side effects it is refused (AD114)"),
  ASSIGNMENT("to local variables, parameters and array elements, also inside expressions"),
  BLOCK(""),
  BREAK("out of loops, switches and labelled statements"),
  CASE("part of switch"),
  CATCH(Status.REFUSED, Message.TRY, "part of try"),
  CLASS(Status.REFUSED, Message.LOCAL_CLASS_IN_BODY, "a class inside a method"),
  COMPILATION_UNIT(Status.AROUND, null, ""),
  CONDITIONAL_EXPRESSION("differentiated along the branch that runs"),
  CONTINUE("with and without label"),
  DO_WHILE_LOOP(""),
  ENHANCED_FOR_LOOP("over arrays; over anything else it is refused (AD117)"),
  EXPRESSION_STATEMENT(""),
  MEMBER_SELECT("array.length, constants and fields; class literals are refused (AD120)"),
  MEMBER_REFERENCE(
      "of static methods and of this object's, where a lambda may stand; else refused (AD102)"),
  FOR_LOOP("counted loops run backwards by their index; all others are followed as while loops"),
  IDENTIFIER("local variables, parameters, constants, fields, this"),
  IF(""),
  IMPORT(Status.AROUND, null, ""),
  INSTANCE_OF(Status.REFUSED, Message.INSTANCEOF, ""),
  LABELED_STATEMENT("on any statement"),
  METHOD(Status.AROUND, null, ""),
  METHOD_INVOCATION(
      "functions of the rule table, methods of the same file, methods with a companion"),
  MODIFIERS("final and annotations"),
  NEW_ARRAY("with sizes or with elements"),
  NEW_CLASS(
      "exceptions that are thrown at once; records and final classes of the file, which are taken"
          + " apart; others are refused (AD107, AD150)"),
  LAMBDA_EXPRESSION(
      "passed to methods of the same file, or bound to a local variable; elsewhere refused (AD101)"),
  PACKAGE(Status.AROUND, null, ""),
  PARENTHESIZED(""),
  BINDING_PATTERN(Status.REFUSED, Message.INSTANCEOF, ""),
  GUARDED_PATTERN(Status.REFUSED, Message.SWITCH, "previewed in JDK 17, gone since 21"),
  PARENTHESIZED_PATTERN(Status.REFUSED, Message.SWITCH, "previewed in JDK 17, gone since 21"),
  DEFAULT_CASE_LABEL("part of switch"),
  CONSTANT_CASE_LABEL("since JDK 21, part of switch"),
  PATTERN_CASE_LABEL(Status.REFUSED, Message.SWITCH, "since JDK 21, part of switch"),
  DECONSTRUCTION_PATTERN(Status.REFUSED, Message.INSTANCEOF, "since JDK 21"),
  ANY_PATTERN(Status.REFUSED, Message.INSTANCEOF, "since JDK 22, inside other patterns"),
  PRIMITIVE_TYPE("all eight; double and float carry derivatives"),
  RETURN("anywhere"),
  EMPTY_STATEMENT(""),
  SWITCH("on whole numbers, strings and enums, old and arrow form, with fall-through"),
  SWITCH_EXPRESSION("on whole numbers, strings and enums"),
  SYNCHRONIZED(Status.REFUSED, Message.SYNCHRONIZED, ""),
  THROW("the exception leaves the derivative as it leaves the method"),
  TRY(Status.REFUSED, Message.TRY, ""),
  PARAMETERIZED_TYPE(Status.REFUSED, Message.GENERIC_TYPE, ""),
  UNION_TYPE(Status.REFUSED, Message.TRY, "part of catch"),
  INTERSECTION_TYPE(Status.REFUSED, Message.REFERENCE_CAST, "only in casts and bounds"),
  TYPE_CAST("between primitive types; to a whole number it cuts the derivative (warning AD401)"),
  TYPE_PARAMETER(
      "of methods and classes, for data; bounds with type arguments of their own are refused (AD005)"),
  VARIABLE("with a type or with var"),
  WHILE_LOOP(""),
  POSTFIX_INCREMENT(""),
  POSTFIX_DECREMENT(""),
  PREFIX_INCREMENT(""),
  PREFIX_DECREMENT(""),
  UNARY_PLUS(""),
  UNARY_MINUS(""),
  BITWISE_COMPLEMENT("on whole numbers"),
  LOGICAL_COMPLEMENT(""),
  MULTIPLY(""),
  DIVIDE("of whole numbers as a floating-point value: warning AD402"),
  REMAINDER(""),
  PLUS("of numbers; strings are data"),
  MINUS(""),
  LEFT_SHIFT("on whole numbers"),
  RIGHT_SHIFT("on whole numbers"),
  UNSIGNED_RIGHT_SHIFT("on whole numbers"),
  LESS_THAN(""),
  GREATER_THAN(""),
  LESS_THAN_EQUAL(""),
  GREATER_THAN_EQUAL(""),
  EQUAL_TO(""),
  NOT_EQUAL_TO(""),
  AND("on whole numbers and booleans"),
  XOR("on whole numbers and booleans"),
  OR("on whole numbers and booleans"),
  CONDITIONAL_AND(""),
  CONDITIONAL_OR(""),
  MULTIPLY_ASSIGNMENT(""),
  DIVIDE_ASSIGNMENT(""),
  REMAINDER_ASSIGNMENT(""),
  PLUS_ASSIGNMENT("of numbers; strings are data"),
  MINUS_ASSIGNMENT(""),
  LEFT_SHIFT_ASSIGNMENT("on whole numbers"),
  RIGHT_SHIFT_ASSIGNMENT("on whole numbers"),
  UNSIGNED_RIGHT_SHIFT_ASSIGNMENT("on whole numbers"),
  AND_ASSIGNMENT("on whole numbers and booleans"),
  XOR_ASSIGNMENT("on whole numbers and booleans"),
  OR_ASSIGNMENT("on whole numbers and booleans"),
  INT_LITERAL(""),
  LONG_LITERAL(""),
  FLOAT_LITERAL(""),
  DOUBLE_LITERAL(""),
  BOOLEAN_LITERAL(""),
  CHAR_LITERAL(""),
  STRING_LITERAL("as data"),
  NULL_LITERAL("compared with arrays and objects that are data"),
  UNBOUNDED_WILDCARD(Status.REFUSED, Message.GENERIC_TYPE, ""),
  EXTENDS_WILDCARD(Status.REFUSED, Message.GENERIC_TYPE, ""),
  SUPER_WILDCARD(Status.REFUSED, Message.GENERIC_TYPE, ""),
  ERRONEOUS(Status.REFUSED, Message.UNRESOLVED, "code that does not compile"),
  INTERFACE(
      "a functional interface inside a method; one whose methods have bodies is refused (AD110)"),
  ENUM(Status.REFUSED, Message.LOCAL_CLASS_IN_BODY, "an enum inside a method"),
  ANNOTATION_TYPE(Status.AROUND, null, "cannot stand inside a method"),
  MODULE(Status.AROUND, null, ""),
  EXPORTS(Status.AROUND, null, ""),
  OPENS(Status.AROUND, null, ""),
  PROVIDES(Status.AROUND, null, ""),
  RECORD(Status.REFUSED, Message.LOCAL_CLASS_IN_BODY, "a record inside a method"),
  REQUIRES(Status.AROUND, null, ""),
  USES(Status.AROUND, null, ""),
  OTHER(Status.REFUSED, Message.UNKNOWN_CONSTRUCT, "not made by javac"),
  YIELD("part of a switch expression");

  /** What becomes of a kind of tree. */
  enum Status {
    /** It is differentiated, or is data. */
    ACCEPTED,
    /** It is an error. */
    REFUSED,
    /** It stands around methods, never in one: anything goes. */
    AROUND
  }

  private final Status status;
  private final Message message;
  private final String note;

  Language(String note) {
    this(Status.ACCEPTED, null, note);
  }

  Language(Status status, Message message, String note) {
    this.status = status;
    this.message = message;
    this.note = note;
  }

  Status status() {
    return status;
  }

  /** What is said when it is refused. */
  Optional<Message> message() {
    return Optional.ofNullable(message);
  }

  String note() {
    return note;
  }

  /** The row of a kind; empty for a kind of a JDK that is younger than this table. */
  static Optional<Language> of(Tree.Kind kind) {
    return Arrays.stream(values()).filter(row -> row.name().equals(kind.name())).findFirst();
  }

  /** The message for a tree of a kind that the lowering has no case for. */
  static Message refusal(Tree.Kind kind) {
    return switch (kind) {
      case LAMBDA_EXPRESSION -> Message.LAMBDA;
      case INTERFACE -> Message.LOCAL_CLASS_IN_BODY;
      case MEMBER_REFERENCE -> Message.METHOD_REFERENCE;
      default -> of(kind).flatMap(Language::message).orElse(Message.UNKNOWN_CONSTRUCT);
    };
  }
}
