package org.cotangent.processor.emit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Companion.Visibility;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.ArrayType;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Type.ReferenceType;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/** Short ways to write trees in tests. */
final class Trees {
  static final Type DOUBLE = Primitive.DOUBLE;
  static final Type FLOAT = Primitive.FLOAT;
  static final Type INT = Primitive.INT;
  static final Type LONG = Primitive.LONG;
  static final Type BOOLEAN = Primitive.BOOLEAN;
  static final Type DOUBLES = new ArrayType(DOUBLE);
  static final Type MATRIX = new ArrayType(DOUBLES);
  static final Type VOID = Type.VoidType.VOID;
  static final Variable TAPE = new Variable("tape", new ReferenceType(MethodContext.TAPE), 999);

  static final Variable A = variable("a", DOUBLE);
  static final Variable B = variable("b", DOUBLE);
  static final Variable C = variable("c", DOUBLE);
  static final Variable F = variable("f", FLOAT);
  static final Variable I = variable("i", INT);
  static final Variable J = variable("j", INT);
  static final Variable N = variable("n", INT);
  static final Variable L = variable("l", LONG);
  static final Variable X = variable("x", DOUBLES);
  static final Variable M = variable("m", MATRIX);

  private Trees() {}

  static Variable variable(String name, Type type) {
    return new Variable(name, type, 0);
  }

  static Expr read(Variable variable) {
    return new Expr.VariableRead(variable);
  }

  static Expr at(Variable array, Expr index) {
    return new Expr.ArrayRead(read(array), index);
  }

  static Expr at(Variable array, Variable index) {
    return at(array, read(index));
  }

  static Expr length(Variable array) {
    return new Expr.ArrayLength(read(array));
  }

  static Expr literal(double value) {
    return Expr.Literal.of(value, DOUBLE);
  }

  static Expr literal(float value) {
    return Expr.Literal.of(value, FLOAT);
  }

  static Expr literal(int value) {
    return Expr.Literal.of(value, INT);
  }

  static Expr literal(long value) {
    return Expr.Literal.of(value, LONG);
  }

  static Expr literal(boolean value) {
    return Expr.Literal.of(value, BOOLEAN);
  }

  static Expr spelled(String text, Object value, Type type) {
    return new Expr.Literal(value, type, text);
  }

  /** A binary operator with the type that Java gives it. */
  static Expr binary(BinaryOp op, Expr left, Expr right) {
    Type type;
    if (op.isComparison() || left.type() == BOOLEAN) {
      type = BOOLEAN;
    } else if (op.precedence() == BinaryOp.SHL.precedence()) {
      type = Type.promote(left.type(), INT);
    } else {
      type = Type.promote(left.type(), right.type());
    }
    return new Expr.Binary(op, left, right, type);
  }

  static Expr add(Expr left, Expr right) {
    return binary(BinaryOp.ADD, left, right);
  }

  static Expr sub(Expr left, Expr right) {
    return binary(BinaryOp.SUB, left, right);
  }

  static Expr mul(Expr left, Expr right) {
    return binary(BinaryOp.MUL, left, right);
  }

  static Expr div(Expr left, Expr right) {
    return binary(BinaryOp.DIV, left, right);
  }

  static Expr less(Expr left, Expr right) {
    return binary(BinaryOp.LT, left, right);
  }

  static Expr negate(Expr operand) {
    return new Expr.Unary(UnaryOp.NEGATE, operand, Type.promote(operand.type(), INT));
  }

  static Expr not(Expr operand) {
    return new Expr.Unary(UnaryOp.NOT, operand, BOOLEAN);
  }

  static Expr cast(Type type, Expr operand) {
    return new Expr.Cast(type, operand);
  }

  static Expr choose(Expr condition, Expr whenTrue, Expr whenFalse) {
    return new Expr.Conditional(condition, whenTrue, whenFalse, whenTrue.type());
  }

  static Expr math(String name, Expr... arguments) {
    List<Type> types = Arrays.stream(arguments).map(Expr::type).toList();
    return new Expr.Intrinsic(
        new IntrinsicMethod("java.lang.Math", name, types, arguments[0].type()),
        List.of(arguments));
  }

  static Stmt declare(Variable variable, Expr init) {
    return new Stmt.Declare(variable, init, Span.NONE);
  }

  static Stmt assign(Variable variable, Expr value) {
    return assign(read(variable), value);
  }

  static Stmt assign(Expr target, Expr value) {
    return new Stmt.Assign(target, value, Span.NONE);
  }

  static Stmt returns(Expr value) {
    return new Stmt.Return(value, Span.NONE);
  }

  static Stmt comment(String text) {
    return new Stmt.Comment(text, Span.NONE);
  }

  static Stmt push(Expr value) {
    return new Stmt.Push(value, Span.NONE);
  }

  static Stmt.Block block(Stmt... statements) {
    return Stmt.Block.of(List.of(statements));
  }

  static Stmt when(Expr condition, Stmt.Block then, Stmt.Block otherwise) {
    return new Stmt.If(condition, then, otherwise, Span.NONE);
  }

  /** {@code for (int index = 0; index < bound; index++)}. */
  static Stmt count(Variable index, Expr bound, Stmt... body) {
    return new Stmt.CountedFor(
        index, literal(0), BinaryOp.LT, bound, 1, block(body), null, Span.NONE);
  }

  static Stmt loop(Expr condition, Stmt.Block body, Stmt... update) {
    return new Stmt.While(condition, body, block(update), true, null, Span.NONE);
  }

  static GeneratedFunction function(
      String name, Type result, List<Variable> parameters, Stmt... body) {
    return new GeneratedFunction(
        name, parameters, result, block(body), Visibility.PACKAGE, List.of(), Optional.empty());
  }

  static Companion companion(List<RecordDeclaration> records, GeneratedFunction... functions) {
    return new Companion(
        "p", "Model", "ModelDerivatives", false, "Model.java", records, List.of(functions));
  }

  /** The text of a companion with these methods. */
  static String print(GeneratedFunction... functions) {
    return JavaEmitter.emit(companion(List.of(), functions), null).text();
  }

  /** The printed lines of a method body, without the indentation of the body. */
  static String printBody(List<Variable> parameters, Type result, Stmt... body) {
    String text = print(function("f", result, parameters, body));
    String from = text.substring(text.indexOf("static "));
    String lines = from.substring(from.indexOf(" {\n") + 3, from.lastIndexOf("  }\n}\n"));
    return lines.replaceAll("(?m)^ {4}", "").stripTrailing();
  }

  /** The printed right-hand side of a declaration without its semicolon. */
  static String printValue(Expr value, Variable... parameters) {
    String body =
        printBody(List.of(parameters), VOID, declare(variable("result", value.type()), value));
    return body.substring(body.indexOf("= ") + 2, body.length() - 1);
  }
}
