package org.cotangent.processor.testing;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
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

  /** The class that declares a field or method by its simple name. */
  String ownerOf(String name, String owner) {
    return parsed.ownerOf(name, owner);
  }

  /** The binary name of the class that a simple or qualified name means. */
  String className(String name) {
    if (parsed.isOwn(name)) {
      return name;
    }
    String simple = name.substring(name.lastIndexOf('.') + 1);
    String own = parsed.binaryName(simple);
    if (own != null) {
      return own;
    }
    boolean util = simple.equals("Arrays") || simple.equals("Objects");
    return (util ? "java.util." : "java.lang.") + simple;
  }

  /**
   * The method of the files that is meant: of the class, of what it extends, or of the class around
   * it; null when there is none.
   */
  ParsedMethod find(String owner, String name, List<String> types) {
    if (!parsed.isOwn(owner)) {
      return null;
    }
    ParsedMethod found = declared(owner, name, types);
    Class<?> type = fields.load(owner);
    if (found == null && type.getSuperclass() != null) {
      found = find(type.getSuperclass().getName(), name, types);
    }
    for (Class<?> each : type.getInterfaces()) {
      found = found == null ? find(each.getName(), name, types) : found;
    }
    if (found == null && type.getEnclosingClass() != null) {
      found = find(type.getEnclosingClass().getName(), name, types);
    }
    return found;
  }

  private ParsedMethod declared(String owner, String name, List<String> types) {
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
      boolean object = from < 0 && !arguments.get(i).equals("boolean");
      boolean array = arguments.get(i).endsWith("[]") || parameters.get(i).endsWith("[]");
      boolean reference =
          to < 0
              && (arguments.get(i).equals("null")
                  || function
                  || object && !array && !parameters.get(i).equals("boolean"));
      if (!same && !reference && (from < 0 || to < from)) {
        return Integer.MAX_VALUE;
      }
      width += same || to >= 0 ? Math.max(0, to) : 50;
    }
    return width;
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
    return call(method, object, arguments);
  }

  /**
   * Runs a call of a static method, or of a method of an object.
   *
   * @param self the object, for a method that is not static
   */
  Object call(String owner, String name, Object self, List<Object> given) {
    List<Object> arguments = packed(owner, name, given);
    List<String> types = arguments.stream().map(Values::typeOf).toList();
    ParsedMethod method = find(owner, name, types);
    if (method != null) {
      return call(method, self, arguments);
    }
    if (self != null && self.getClass().isRecord() && arguments.isEmpty()) {
      return fields.get(self.getClass(), name, self);
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
      case "java.util.Arrays.copyOf" ->
          ((Cells) arguments.get(0)).resized(Values.toInt(arguments.get(1)));
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

  /** The function that a constant holds; null when it holds none. */
  Lambda constant(String owner, String name) {
    VariableTree field = parsed.functionConstant(owner, name);
    return field == null
        ? null
        : new Lambda(
            field.getInitializer(), new Environment(), owner, Parsed.typeName(field.getType()));
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
      boolean self = qualifier.equals("this");
      Environment.Variable variable = self ? null : environment.find(qualifier);
      result =
          variable != null
              ? apply((Lambda) variable.get(), arguments)
              : call(
                  self ? lambda.owner() : className(qualifier),
                  reference.getName().toString(),
                  environment.find("this") == null ? null : environment.find("this").get(),
                  arguments);
    } else {
      Tree body = lambda.body();
      environment.enter();
      for (int i = 0; i < arguments.size(); i++) {
        VariableTree parameter = lambda.parameters().get(i);
        String type = parameter.getType() == null ? "" : Parsed.typeName(parameter.getType());
        environment.declare(
            parameter.getName().toString(),
            type.isEmpty() || type.equals("var") ? signature.parameters().get(i) : type,
            arguments.get(i));
      }
      result =
          body instanceof BlockTree block
              ? new Statements(lambda.owner(), this, environment).run(block)
              : new Expressions(lambda.owner(), this, environment).value(body);
    }
    return signature.result().equals("void") ? null : Values.convert(result, signature.result());
  }

  /** Whether a method of the files is meant, or the accessor of a record of theirs. */
  boolean knows(String owner, String name, Object self, List<Object> arguments) {
    return find(owner, name, arguments.stream().map(Values::typeOf).toList()) != null
        || self != null
            && self.getClass().isRecord()
            && arguments.isEmpty()
            && Fields.has(self.getClass(), name);
  }

  /** Runs a method of the files. */
  Object call(ParsedMethod method, Object self, List<Object> arguments) {
    Environment environment = new Environment();
    if (!method.isStatic()) {
      if (self == null) {
        throw new NullPointerException(method.name());
      }
      String type = self instanceof Instance made ? made.type() : method.owner();
      environment.declare("this", type, self);
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
    ParsedMethod method = find(owner, name, types);
    if (method == null && types.isEmpty() && parsed.isOwn(owner)) {
      return fields.type(fields.load(owner), name);
    }
    return method != null
        ? method.returnType()
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
