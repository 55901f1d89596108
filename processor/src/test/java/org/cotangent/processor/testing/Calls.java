package org.cotangent.processor.testing;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/** Method calls of the interpreted program: which method a name means, and what it does. */
final class Calls {
  private final Parsed parsed;
  private final Fields fields;
  private final Operators operators;
  private final DualMath math;
  private final FunctionalTypes functionalTypes;

  Calls(Parsed parsed, Fields fields, boolean strict) {
    this.parsed = parsed;
    this.fields = fields;
    this.operators = new Operators(strict);
    this.math = new DualMath(strict);
    this.functionalTypes = new FunctionalTypes(parsed);
  }

  Operators operators() {
    return operators;
  }

  Fields fields() {
    return fields;
  }

  /** The binary name of the class that a simple or qualified name means. */
  String className(String name) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    String own = parsed.binaryName(simple);
    if (own != null) {
      return own;
    }
    boolean util = simple.equals("Arrays") || simple.equals("Objects");
    return (util ? "java.util." : "java.lang.") + simple;
  }

  /** The method of the files that is meant; null when {@code owner} is a class of the JVM. */
  ParsedMethod find(String owner, String name, List<String> types) {
    ParsedMethod best = null;
    int bestWidth = Integer.MAX_VALUE;
    for (ParsedMethod method : parsed.methods(owner, name)) {
      int width = width(method.types(), types);
      if (width < bestWidth) {
        best = method;
        bestWidth = width;
      }
    }
    return best;
  }

  /** The array that a method with a variable number of arguments takes; as they are for others. */
  private List<Object> packed(String owner, String name, List<Object> arguments) {
    List<String> types = arguments.stream().map(Values::typeOf).toList();
    if (find(owner, name, types) != null) {
      return arguments;
    }
    for (ParsedMethod method : parsed.methods(owner, name)) {
      int fixed = method.types().size() - 1;
      if (method.isVariable() && arguments.size() >= fixed) {
        String type = method.types().get(fixed);
        String element = type.substring(0, type.length() - 2);
        Cells array = new Cells(element, arguments.size() - fixed);
        for (int i = 0; i < array.items.length; i++) {
          array.items[i] = Values.convert(arguments.get(fixed + i), element);
        }
        List<Object> packed = new ArrayList<>(arguments.subList(0, fixed));
        packed.add(array);
        return packed;
      }
    }
    return arguments;
  }

  /** How far the arguments are widened; very far when the method is not applicable. */
  int width(List<String> parameters, List<String> arguments) {
    if (parameters.size() != arguments.size()) {
      return Integer.MAX_VALUE;
    }
    int width = 0;
    for (int i = 0; i < parameters.size(); i++) {
      int from = Values.NUMERIC.indexOf(arguments.get(i));
      int to = Values.NUMERIC.indexOf(parameters.get(i));
      boolean same = parameters.get(i).equals(arguments.get(i));
      boolean function =
          arguments.get(i).equals(Lambda.class.getName())
              || functionalTypes.of(arguments.get(i)) != null;
      boolean constant = from < 0 && arguments.get(i).endsWith("$" + parameters.get(i));
      boolean reference = to < 0 && (arguments.get(i).equals("null") || function || constant);
      if (!same && !reference && (from < 0 || to < from)) {
        return Integer.MAX_VALUE;
      }
      width += Math.max(0, to);
    }
    return width;
  }

  /** A value of the running JVM, an object of a class of the files as one of the program. */
  Object fromJava(Object value) {
    if (value == null || parsed.tree(value.getClass().getName()) == null) {
      return Values.fromJava(value);
    }
    Instance object = new Instance(value.getClass().getName());
    for (java.lang.reflect.Field field : value.getClass().getDeclaredFields()) {
      if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
        try {
          field.setAccessible(true);
          object.fields.put(field.getName(), fromJava(field.get(value)));
        } catch (IllegalAccessException e) {
          throw new AssertionError(field.toString(), e);
        }
      }
    }
    return object;
  }

  /** Makes an object. */
  Instance make(String owner, List<Object> arguments) {
    return new Constructors(parsed, this).make(owner, arguments);
  }

  /** The type of a field of a class of the files, as in source; null when there is none. */
  String fieldType(String owner, String name) {
    return parsed.fieldType(owner, name);
  }

  /** The class that a nested class is declared in; null for a top-level one. */
  static String outer(String owner) {
    int nested = owner.lastIndexOf('$');
    return nested < 0 ? null : owner.substring(0, nested);
  }

  /** Whether a method of this name is declared in the object's class, or is its accessor. */
  boolean isMember(Instance object, String name) {
    return !parsed.methods(object.owner, name).isEmpty() || object.fields.containsKey(name);
  }

  /** Whether a call means a static method of the class. */
  boolean isStatic(String owner, String name, List<Object> arguments) {
    ParsedMethod method = find(owner, name, arguments.stream().map(Values::typeOf).toList());
    return method != null && method.isStatic();
  }

  /** Runs a method of an object; without one of its name and arguments, reads a component. */
  Object call(Instance object, String name, List<Object> arguments) {
    List<String> types = arguments.stream().map(Values::typeOf).toList();
    ParsedMethod method = find(object.owner, name, types);
    if (method == null) {
      if (!arguments.isEmpty() || !object.fields.containsKey(name)) {
        throw new IllegalArgumentException("no method " + object.owner + "." + name + types);
      }
      return object.fields.get(name);
    }
    return call(method, arguments, object);
  }

  /** Runs a call of a static method, or of a method of the receiver. */
  Object call(String owner, String name, List<Object> given) {
    List<Object> arguments = packed(owner, name, given);
    List<String> types = arguments.stream().map(Values::typeOf).toList();
    for (String each = owner; each != null; each = outer(each)) {
      ParsedMethod method = find(each, name, types);
      if (method != null) {
        return call(method, arguments);
      }
    }
    return switch (owner + "." + name) {
      case "java.lang.System.arraycopy" -> {
        copy(
            (Cells) arguments.get(0),
            Values.toInt(arguments.get(1)),
            (Cells) arguments.get(2),
            Values.toInt(arguments.get(3)),
            Values.toInt(arguments.get(4)));
        yield null;
      }
      case "java.util.Arrays.fill" -> {
        fill(arguments);
        yield null;
      }
      case "java.lang.Double.valueOf" -> Values.convert(number(arguments), "double");
      case "java.lang.Float.valueOf" -> Values.convert(number(arguments), "float");
      case "java.lang.Integer.valueOf" -> Values.convert(number(arguments), "int");
      case "java.lang.Double.parseDouble" -> number(arguments);
      default -> math.call(fields.load(owner), name, arguments);
    };
  }

  FunctionalTypes functionalTypes() {
    return functionalTypes;
  }

  /** Calls a function. */
  Object apply(Lambda lambda, List<Object> given) {
    FunctionalTypes.Signature signature = functionalTypes.of(lambda.type());
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      arguments.add(Values.convert(given.get(i), signature.parameters().get(i)));
    }
    Environment environment = lambda.environment().snapshot();
    Object result;
    if (lambda.tree() instanceof MemberReferenceTree reference) {
      String qualifier = reference.getQualifierExpression().toString();
      Environment.Variable variable = environment.find(qualifier);
      result =
          variable != null
              ? apply((Lambda) variable.get(), arguments)
              : call(
                  qualifier.equals("this") ? lambda.owner() : className(qualifier),
                  reference.getName().toString(),
                  arguments);
    } else {
      LambdaExpressionTree tree = (LambdaExpressionTree) lambda.tree();
      environment.enter();
      for (int i = 0; i < arguments.size(); i++) {
        VariableTree parameter = tree.getParameters().get(i);
        String type = parameter.getType() == null ? "" : Parsed.typeName(parameter.getType());
        environment.declare(
            parameter.getName().toString(),
            type.isEmpty() || type.equals("var") ? signature.parameters().get(i) : type,
            arguments.get(i));
      }
      result =
          tree.getBody() instanceof BlockTree block
              ? new Statements(lambda.owner(), this, environment).run(block)
              : new Expressions(lambda.owner(), this, environment).value(tree.getBody());
    }
    return signature.result().equals("void") ? null : Values.convert(result, signature.result());
  }

  /** Runs a method of the files. */
  Object call(ParsedMethod method, List<Object> arguments) {
    return call(method, arguments, null);
  }

  /** Runs a method of the files on an object. */
  private Object call(ParsedMethod method, List<Object> arguments, Instance object) {
    Environment environment = new Environment();
    if (object != null) {
      environment.declare("this", object.type(), object);
    }
    for (int i = 0; i < arguments.size(); i++) {
      Object value = Values.convert(arguments.get(i), method.types().get(i));
      boolean data =
          method.tree().getParameters().get(i).getModifiers().toString().contains("NonDiff");
      environment.declare(
          method.names().get(i), method.types().get(i), data ? Values.severed(value) : value);
    }
    Object result = new Statements(method.owner(), this, environment).run(method.tree().getBody());
    if (method.returnType().equals("void")) {
      return null;
    }
    Object converted = Values.convert(result, method.returnType());
    return method.has("NonDifferentiable") ? Values.severed(converted) : converted;
  }

  /** What a box is made of: a number, or its text. */
  private static Object number(List<Object> arguments) {
    return arguments.get(0) instanceof String text
        ? Dual.constant(Double.parseDouble(text))
        : arguments.get(0);
  }

  /** The static type of a call's result. */
  String resultType(String owner, String name, List<String> types) {
    for (String each = owner; each != null; each = outer(each)) {
      ParsedMethod method = find(each, name, types);
      if (method != null) {
        return method.returnType();
      }
      for (ParsedMethod other : parsed.methods(each, name)) {
        if (other.isVariable()) {
          return other.returnType();
        }
      }
    }
    if (name.equals("valueOf") || name.equals("parseDouble")) {
      return Parsed.unboxed(owner.substring(owner.lastIndexOf('.') + 1));
    }
    return types.isEmpty() && fieldType(owner, name) != null
        ? fieldType(owner, name)
        : DualMath.resultType(fields.load(owner), name, types);
  }

  private static void copy(Cells source, int from, Cells target, int to, int length) {
    if (from < 0
        || to < 0
        || length < 0
        || from + length > source.items.length
        || to + length > target.items.length) {
      throw new ArrayIndexOutOfBoundsException("arraycopy");
    }
    System.arraycopy(source.items, from, target.items, to, length);
  }

  private static void fill(List<Object> arguments) {
    Cells cells = (Cells) arguments.get(0);
    boolean range = arguments.size() == 4;
    int from = range ? Values.toInt(arguments.get(1)) : 0;
    int to = range ? Values.toInt(arguments.get(2)) : cells.items.length;
    Object value = Values.convert(arguments.get(arguments.size() - 1), cells.elementType);
    Arrays.fill(cells.items, from, to, value);
  }
}
