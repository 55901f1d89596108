package org.cotangent.processor.frontend;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;
import org.cotangent.processor.ir.Variable;

/**
 * Runs lowered methods on boxed values. It shares nothing with the emitter, so that what it
 * computes says something about the lowering.
 */
final class Interpreter {
  private static final Object NORMAL = new Object();
  private static final int LIMIT = 1_000_000;

  private final SourceUnit unit;
  private final ClassLoader classes;
  private int steps;

  Interpreter(SourceUnit unit, ClassLoader classes) {
    this.unit = unit;
    this.classes = classes;
  }

  /** A jump on its way to its loop. */
  private record Jump(boolean leaves, String label) {}

  /** The result of a return. */
  private record Result(Object value) {}

  /** Runs a function; the receiver of an instance method is its first argument. */
  Object run(Function function, List<Object> arguments) {
    Map<Variable, Object> frame = new HashMap<>();
    int next = 0;
    if (function.receiver() != null) {
      frame.put(function.receiver(), arguments.get(next++));
    }
    for (Function.Parameter parameter : function.parameters()) {
      frame.put(
          parameter.variable(),
          Numbers.convert(arguments.get(next++), parameter.variable().type()));
    }
    Object end = new Frame(frame).block(function.body());
    return end instanceof Result result
        ? Numbers.convert(result.value(), function.returnType())
        : null;
  }

  Class<?> type(Type type) {
    if (type instanceof Type.Primitive primitive) {
      return Numbers.CLASSES.get(primitive);
    }
    if (type instanceof Type.ArrayType array) {
      return type(array.element()).arrayType();
    }
    return load(((Type.ReferenceType) type).name());
  }

  Class<?> load(String name) {
    String binary = name;
    while (true) {
      try {
        return Class.forName(binary, true, classes);
      } catch (ClassNotFoundException e) {
        int dot = binary.lastIndexOf('.');
        if (dot < 0) {
          throw new AssertionError(e);
        }
        binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
      }
    }
  }

  private Object invoke(MethodKey key, List<Object> arguments) {
    Class<?>[] types = key.parameterTypes().stream().map(this::type).toArray(Class<?>[]::new);
    List<Object> converted = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      converted.add(Numbers.convert(arguments.get(i), key.parameterTypes().get(i)));
    }
    try {
      Method method = load(key.owner()).getDeclaredMethod(key.name(), types);
      method.setAccessible(!key.owner().startsWith("java."));
      return method.invoke(null, converted.toArray());
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls a method with arguments of just its types. */
  private static Object invoke(
      Class<?> owner, String name, Object receiver, List<Object> arguments) {
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name) && fit(method.getParameterTypes(), arguments)) {
        try {
          return method.invoke(receiver, arguments.toArray());
        } catch (InvocationTargetException e) {
          throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(owner + "." + name + arguments);
  }

  private static Object make(Class<?> type, List<Object> arguments) {
    for (var constructor : type.getConstructors()) {
      if (fit(constructor.getParameterTypes(), arguments)) {
        try {
          return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("new " + type + arguments);
  }

  private static boolean fit(Class<?>[] types, List<Object> arguments) {
    if (types.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Class<?> boxed = Array.get(Array.newInstance(types[i], 1), 0) == null ? types[i] : null;
      Class<?> type =
          boxed != null ? boxed : Array.get(Array.newInstance(types[i], 1), 0).getClass();
      if (!type.isInstance(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Object field(Class<?> owner, Object receiver, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      if (!owner.getName().startsWith("java.")) {
        field.setAccessible(true);
      }
      return field.get(receiver);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** One activation. */
  private final class Frame {
    private final Map<Variable, Object> values;

    Frame(Map<Variable, Object> values) {
      this.values = values;
    }

    Object block(Stmt.Block block) {
      for (Stmt each : block.statements()) {
        Object end = statement(each);
        if (end != NORMAL) {
          return end;
        }
      }
      return NORMAL;
    }

    private Object statement(Stmt statement) {
      if (++steps > LIMIT) {
        throw new AssertionError("runs for ever");
      }
      if (statement instanceof Stmt.Block block) {
        return block(block);
      }
      if (statement instanceof Stmt.If branch) {
        return truth(branch.condition()) ? block(branch.then()) : block(branch.otherwise());
      }
      if (statement instanceof Stmt.CountedFor loop) {
        return counted(loop);
      }
      if (statement instanceof Stmt.While loop) {
        return general(loop);
      }
      if (statement instanceof Stmt.Break leave) {
        return new Jump(true, leave.label());
      }
      if (statement instanceof Stmt.Continue next) {
        return new Jump(false, next.label());
      }
      if (statement instanceof Stmt.Labelled labelled) {
        Object end = block(labelled.body());
        boolean own =
            end instanceof Jump jump && jump.leaves() && labelled.label().equals(jump.label());
        return own ? NORMAL : end;
      }
      if (statement instanceof Stmt.Throw thrown) {
        throw (RuntimeException) eval(thrown.value());
      }
      if (statement instanceof Stmt.Return result) {
        return new Result(result.value() == null ? null : eval(result.value()));
      }
      simple(statement);
      return NORMAL;
    }

    private void simple(Stmt statement) {
      if (statement instanceof Stmt.Declare declare) {
        values.remove(declare.variable());
        if (declare.init() != null) {
          set(declare.variable(), eval(declare.init()));
        }
      } else if (statement instanceof Stmt.Assign assign) {
        assign(assign);
      } else if (statement instanceof Stmt.CallStatement call) {
        Object result = call(call);
        if (call.target() != null) {
          set(call.target(), result);
        }
      } else if (statement instanceof Stmt.Fill fill) {
        Object array = eval(fill.array());
        int from = fill.from() == null ? 0 : (int) eval(fill.from());
        int to = fill.to() == null ? Array.getLength(array) : (int) eval(fill.to());
        Object value = Numbers.convert(eval(fill.value()), fill.array().type().elementType());
        for (int i = from; i < to; i++) {
          Array.set(array, i, value);
        }
      } else if (statement instanceof Stmt.Assert check) {
        if (!truth(check.condition())) {
          throw new AssertionError("a failed assertion");
        }
      } else if (statement instanceof Stmt.Evaluate evaluated) {
        eval(evaluated.value());
      } else if (statement instanceof Stmt.ArrayCopy copy) {
        System.arraycopy(
            eval(copy.source()),
            (int) eval(copy.sourcePosition()),
            eval(copy.target()),
            (int) eval(copy.targetPosition()),
            (int) eval(copy.length()));
      } else {
        throw new AssertionError(statement);
      }
    }

    private void set(Variable variable, Object value) {
      values.put(variable, Numbers.convert(value, variable.type()));
    }

    private void assign(Stmt.Assign assign) {
      if (assign.target() instanceof Expr.VariableRead read) {
        set(read.variable(), eval(assign.value()));
        return;
      }
      Expr.ArrayRead element = (Expr.ArrayRead) assign.target();
      Object array = eval(element.array());
      int index = ((Number) Numbers.convert(eval(element.index()), Type.Primitive.INT)).intValue();
      Object value = eval(assign.value());
      Array.set(array, index, Numbers.convert(value, element.type()));
    }

    private Object call(Stmt.CallStatement call) {
      List<Object> arguments = new ArrayList<>();
      call.arguments().forEach(argument -> arguments.add(eval(argument)));
      if (call.callee() instanceof Callee.Local local) {
        return run(unit.function(local.key()).orElseThrow(), arguments);
      }
      if (call.callee() instanceof Callee.Constant constant) {
        return invoke(constant.key(), arguments);
      }
      return invoke(((Callee.Companion) call.callee()).key(), arguments);
    }

    private Object counted(Stmt.CountedFor loop) {
      boolean isLong = loop.index().type() == Type.Primitive.LONG;
      set(loop.index(), eval(loop.from()));
      Expr index = new Expr.VariableRead(loop.index());
      Expr test = new Expr.Binary(loop.relation(), index, loop.bound(), Type.Primitive.BOOLEAN);
      Expr step = Expr.Literal.of(loop.step(), Type.Primitive.INT);
      Expr next =
          new Expr.Binary(
              BinaryOp.ADD, index, step, isLong ? Type.Primitive.LONG : Type.Primitive.INT);
      while (truth(test)) {
        Object end = block(loop.body());
        if (end instanceof Jump jump && isOf(jump, loop.label())) {
          if (jump.leaves()) {
            break;
          }
        } else if (end != NORMAL) {
          return end;
        }
        set(loop.index(), eval(next));
      }
      return NORMAL;
    }

    private Object general(Stmt.While loop) {
      boolean test = loop.testFirst();
      while (!test || truth(loop.condition())) {
        test = true;
        Object end = block(loop.body());
        if (end instanceof Jump jump && isOf(jump, loop.label())) {
          if (jump.leaves()) {
            break;
          }
        } else if (end != NORMAL) {
          return end;
        }
        Object update = block(loop.update());
        if (update != NORMAL) {
          throw new AssertionError("an update that jumps");
        }
      }
      return NORMAL;
    }

    private static boolean isOf(Jump jump, String label) {
      return jump.label() == null || jump.label().equals(label);
    }

    private boolean truth(Expr condition) {
      return (boolean) eval(condition);
    }

    private Object eval(Expr expression) {
      if (expression instanceof Expr.Literal literal) {
        return literal.value();
      }
      if (expression instanceof Expr.Constant constant) {
        return field(load(constant.owner()), null, constant.name());
      }
      if (expression instanceof Expr.VariableRead read) {
        if (!values.containsKey(read.variable())) {
          throw new AssertionError(read.variable() + " has no value");
        }
        return values.get(read.variable());
      }
      if (expression instanceof Expr.FieldRead read) {
        Object receiver = eval(read.receiver());
        return field(receiver.getClass(), receiver, read.name());
      }
      if (expression instanceof Expr.ArrayRead read) {
        Object array = eval(read.array());
        Object index = Numbers.convert(eval(read.index()), Type.Primitive.INT);
        return Array.get(array, (int) index);
      }
      if (expression instanceof Expr.ArrayLength length) {
        return Array.getLength(eval(length.array()));
      }
      if (expression instanceof Expr.Unary unary) {
        return Numbers.unary(unary.op(), eval(unary.operand()), unary.type());
      }
      if (expression instanceof Expr.Binary binary) {
        return binary(binary);
      }
      if (expression instanceof Expr.Cast cast) {
        return Numbers.convert(eval(cast.operand()), cast.type());
      }
      if (expression instanceof Expr.Conditional conditional) {
        Expr chosen =
            truth(conditional.condition()) ? conditional.whenTrue() : conditional.whenFalse();
        return Numbers.convert(eval(chosen), conditional.type());
      }
      if (expression instanceof Expr.Intrinsic intrinsic) {
        return invoke(
            intrinsic.method().key(), intrinsic.arguments().stream().map(this::eval).toList());
      }
      if (expression instanceof Expr.DataCall call) {
        Object receiver = call.receiver() == null ? null : eval(call.receiver());
        List<Object> arguments = call.arguments().stream().map(this::eval).toList();
        return invoke(load(call.owner()), call.name(), receiver, arguments);
      }
      if (expression instanceof Expr.NewObject made) {
        return make(type(made.type()), made.arguments().stream().map(this::eval).toList());
      }
      if (expression instanceof Expr.NewRecord made && made.type() instanceof Type.ValueType type) {
        Object[] components = new Object[type.components().size()];
        for (int i = 0; i < components.length; i++) {
          Object value = eval(made.components().get(i));
          components[i] = Numbers.convert(value, type.components().get(i).type());
        }
        return components;
      }
      if (expression instanceof Expr.Component component) {
        Object object = eval(component.record());
        return component.record().type() instanceof Type.ValueType type
            ? ((Object[]) object)[type.index(component.name())]
            : field(object.getClass(), object, component.name());
      }
      return array(expression);
    }

    private Object binary(Expr.Binary binary) {
      Object left = eval(binary.left());
      if (binary.type().equals(TypeRules.STRING)) {
        return "" + left + eval(binary.right());
      }
      if (binary.op() == BinaryOp.CONDITIONAL_AND) {
        return (boolean) left && (boolean) eval(binary.right());
      }
      if (binary.op() == BinaryOp.CONDITIONAL_OR) {
        return (boolean) left || (boolean) eval(binary.right());
      }
      return Numbers.binary(
          binary.op(), left, eval(binary.right()), binary.left().type(), binary.right().type());
    }

    private Object array(Expr expression) {
      if (expression instanceof Expr.NewArray made) {
        int[] sizes =
            made.dimensions().stream()
                .mapToInt(size -> (int) Numbers.convert(eval(size), Type.Primitive.INT))
                .toArray();
        Type element = made.type();
        for (int i = 0; i < sizes.length; i++) {
          element = element.elementType();
        }
        return Array.newInstance(type(element), sizes);
      }
      if (expression instanceof Expr.ArrayLiteral literal) {
        Type element = literal.type().elementType();
        Object array = Array.newInstance(type(element), literal.elements().size());
        for (int i = 0; i < literal.elements().size(); i++) {
          Array.set(array, i, Numbers.convert(eval(literal.elements().get(i)), element));
        }
        return array;
      }
      if (expression instanceof Expr.CloneArray clone) {
        Object source = eval(clone.array());
        int length = Array.getLength(source);
        Object copy = Array.newInstance(source.getClass().getComponentType(), length);
        System.arraycopy(source, 0, copy, 0, length);
        return copy;
      }
      throw new AssertionError(expression);
    }
  }
}
