package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/** Prints calls of methods with a body: the user's, generated ones, and those of the libraries. */
final class CallPrinter {
  private final MethodContext context;
  private final ExpressionPrinter expressions;

  CallPrinter(MethodContext context, ExpressionPrinter expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** The call, without what takes its result. */
  Doc call(Stmt.CallStatement statement) {
    Callee callee = statement.callee();
    if (callee instanceof Callee.Generated generated) {
      List<Doc> arguments = new ArrayList<>(expressions.arguments(statement.arguments()));
      if (generated.tape()) {
        arguments.add(Doc.of(context.tapeName()));
      }
      Doc owner =
          generated.owner().isEmpty()
              ? Doc.of()
              : Doc.of(context.classes().of(generated.owner()), ".");
      return Doc.call(Doc.of(owner, generated.name()), arguments);
    } else if (callee instanceof Callee.Local local) {
      return primal(local.key(), statement.arguments());
    } else if (callee instanceof Callee.Companion companion) {
      return primal(companion.key(), statement.arguments());
    } else if (callee instanceof Callee.Custom custom) {
      return primal(custom.key(), statement.arguments());
    } else if (callee instanceof Callee.Operation operation) {
      return primal(operation.key(), statement.arguments());
    } else if (callee instanceof Callee.Constant constant) {
      return primal(constant.key(), statement.arguments());
    }
    throw new IllegalStateException("no Java for a call of " + callee);
  }

  /**
   * A call of the user's method itself; the receiver of an instance method comes as one more
   * argument, the first.
   */
  private Doc primal(MethodKey key, List<Expr> arguments) {
    if (arguments.size() == key.parameterTypes().size() + 1) {
      Doc method = Doc.of(expressions.primary(arguments.get(0)), ".", key.name());
      return Doc.call(method, expressions.arguments(arguments.subList(1, arguments.size())));
    }
    Doc method = Doc.of(context.classes().of(key.owner()), ".", key.name());
    return Doc.call(method, expressions.arguments(arguments));
  }

  /** {@code Arrays.fill}. */
  Doc fill(Stmt.Fill fill) {
    Type element = fill.array().type().elementType();
    List<Doc> arguments = new ArrayList<>();
    arguments.add(expressions.print(fill.array()));
    if (fill.from() != null) {
      arguments.add(expressions.print(fill.from()));
      arguments.add(expressions.print(fill.to()));
    }
    arguments.add(expressions.passed(fill.value(), element));
    return Doc.call(Doc.of(context.classes().of("java.util.Arrays"), ".fill"), arguments);
  }

  /** {@code System.arraycopy}. */
  Doc copy(Stmt.ArrayCopy copy) {
    List<Expr> arguments =
        List.of(
            copy.source(),
            copy.sourcePosition(),
            copy.target(),
            copy.targetPosition(),
            copy.length());
    Doc method = Doc.of(context.classes().of("java.lang.System"), ".arraycopy");
    return Doc.call(method, expressions.arguments(arguments));
  }

  /** A call of the runtime. */
  Doc runtime(Stmt.RuntimeCall call) {
    Doc method = Doc.of(context.classes().of(call.owner()), ".", call.method());
    return Doc.call(method, expressions.arguments(call.arguments()));
  }
}
