package org.cotangent.processor.emit;

import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.DOUBLES;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.TAPE;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.at;
import static org.cotangent.processor.emit.Trees.comment;
import static org.cotangent.processor.emit.Trees.count;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.div;
import static org.cotangent.processor.emit.Trees.length;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;
import static org.cotangent.processor.emit.Trees.sub;
import static org.cotangent.processor.emit.Trees.variable;

import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.Mark;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Companion.Visibility;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type.GeneratedRecord;
import org.cotangent.processor.ir.Type.ReferenceType;
import org.cotangent.processor.ir.Variable;

/**
 * The derivatives of a least-squares line, written as trees by hand: the loss, its gradient and its
 * pullback.
 */
final class LineCompanion {
  private static final Variable SLOPE = variable("slope", DOUBLE);
  private static final Variable OFFSET = variable("offset", DOUBLE);
  private static final Variable X = variable("x", DOUBLES);
  private static final Variable Y = variable("y", DOUBLES);
  private static final Variable SEED = variable("seed", DOUBLE);
  private static final Variable VALUE = variable("value", DOUBLE);
  private static final Variable I = variable("i", INT);
  private static final Variable SUM = variable("sum", DOUBLE);
  private static final Variable ERROR = variable("error", DOUBLE);
  private static final Variable SUM_ADJOINT = variable("sumAdjoint", DOUBLE);
  private static final Variable ERROR_ADJOINT = variable("errorAdjoint", DOUBLE);
  private static final Variable SLOPE_ADJOINT = variable("slopeAdjoint", DOUBLE);
  private static final Variable OFFSET_ADJOINT = variable("offsetAdjoint", DOUBLE);
  private static final GeneratedRecord GRADIENT = new GeneratedRecord("LossGradient");
  private static final GeneratedRecord BACKWARD = new GeneratedRecord("LossBackward");
  private static final Variable BACK = variable("backward", BACKWARD);

  private LineCompanion() {}

  static Companion companion() {
    return new Companion(
        "p",
        "Line",
        "LineDerivatives",
        true,
        "Line.java",
        List.of(
            new RecordDeclaration(
                "LossGradient",
                List.of(VALUE, SLOPE, OFFSET),
                Visibility.PUBLIC,
                List.of("The value of {@link Line#loss} and its derivatives by slope and offset.")),
            new RecordDeclaration(
                "LossBackward",
                List.of(VALUE, SLOPE_ADJOINT, OFFSET_ADJOINT),
                Visibility.PUBLIC,
                List.of("The value of {@link Line#loss} and the adjoints of slope and offset."))),
        List.of(gradient(), backward(), backwardWithTape()));
  }

  private static GeneratedFunction gradient() {
    Stmt call =
        new Stmt.CallStatement(
            BACK,
            new Callee.Generated("", "lossBackward", BACKWARD, false),
            List.of(read(SLOPE), read(OFFSET), read(X), read(Y), literal(1.0)),
            Span.NONE);
    return new GeneratedFunction(
        "lossGradient",
        List.of(SLOPE, OFFSET, X, Y),
        GRADIENT,
        Trees.block(
            declare(BACK, null),
            call,
            returns(
                new Expr.NewRecord(
                    GRADIENT,
                    List.of(
                        new Expr.Component(read(BACK), "value", DOUBLE),
                        new Expr.Component(read(BACK), "slopeAdjoint", DOUBLE),
                        new Expr.Component(read(BACK), "offsetAdjoint", DOUBLE))))),
        Visibility.PUBLIC,
        List.of("The value and the gradient of {@link Line#loss}."),
        Optional.empty());
  }

  private static GeneratedFunction backward() {
    Stmt call =
        new Stmt.CallStatement(
            BACK,
            new Callee.Generated("", "lossBackward", BACKWARD, true),
            List.of(read(SLOPE), read(OFFSET), read(X), read(Y), read(SEED)),
            Span.NONE);
    Stmt makeTape =
        declare(TAPE, new Expr.NewRecord(new ReferenceType(MethodContext.TAPE), List.of()));
    return new GeneratedFunction(
        "lossBackward",
        List.of(SLOPE, OFFSET, X, Y, SEED),
        BACKWARD,
        Trees.block(makeTape, declare(BACK, null), call, returns(read(BACK))),
        Visibility.PUBLIC,
        List.of("The pullback of {@link Line#loss}.", "", "@param seed the adjoint of the result"),
        Optional.of(new Mark("loss(double,double,double[],double[])", List.of(0, 1), List.of())));
  }

  private static GeneratedFunction backwardWithTape() {
    Expr prediction = add(mul(read(SLOPE), at(X, I)), read(OFFSET));
    Expr readSlope = read(SLOPE_ADJOINT);
    Expr readOffset = read(OFFSET_ADJOINT);
    return new GeneratedFunction(
        "lossBackward",
        List.of(SLOPE, OFFSET, X, Y, SEED, TAPE),
        BACKWARD,
        Trees.block(
            new Stmt.RuntimeCall(
                MethodContext.ADJOINTS,
                "requireSameShape",
                List.of(
                    Trees.spelled(null, "x", new ReferenceType("java.lang.String")),
                    read(X),
                    read(Y)),
                Span.NONE),
            declare(SLOPE_ADJOINT, literal(0.0)),
            declare(OFFSET_ADJOINT, literal(0.0)),
            comment("Line.java:9  return sum / x.length;"),
            declare(SUM_ADJOINT, div(read(SEED), length(X))),
            comment(
                "Line.java:5  for (int i = 0; i < x.length; i++)"
                    + "    independent iterations: both sweeps in one loop"),
            declare(SUM, literal(0.0)),
            count(
                I,
                length(X),
                declare(ERROR, sub(prediction, at(Y, I))),
                assign(SUM, add(read(SUM), mul(read(ERROR), read(ERROR)))),
                declare(ERROR_ADJOINT, mul(mul(literal(2.0), read(ERROR)), read(SUM_ADJOINT))),
                assign(SLOPE_ADJOINT, add(readSlope, mul(read(ERROR_ADJOINT), at(X, I)))),
                assign(OFFSET_ADJOINT, add(readOffset, read(ERROR_ADJOINT)))),
            returns(
                new Expr.NewRecord(
                    BACKWARD, List.of(div(read(SUM), length(X)), readSlope, readOffset)))),
        Visibility.PUBLIC,
        List.of(),
        Optional.empty());
  }
}
