package org.cotangent.processor.frontend;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The methods of one file that exist for certain functions only. A helper that takes a function is
 * lowered once for each function that it is called with, and a lambda becomes a method of its own;
 * what a function captures is passed along in parameters. All others see plain methods.
 */
final class Specialisations {
  private final FileContext file;
  private final Map<Specialisation, Made> known = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Function> functions = new ArrayList<>();

  Specialisations(FileContext file) {
    this.file = file;
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree tree, Void unused) {
        names.add(tree.getName().toString());
        return super.visitMethod(tree, null);
      }
    }.scan(file.typed().unit(), null);
  }

  /** What a call is made of: its code and the functions it is called with. */
  record Request(
      Tree code,
      ExecutableElement element,
      List<FunctionValue> functions,
      FunctionValue called,
      TypeMirror result) {}

  /** A method that was asked for: how it is called. */
  record Made(MethodKey key, Type returnType, TypeElement self, Request request) {}

  /** The method for a call; it is lowered later. */
  Made find(Request request) {
    Specialisation wanted =
        Specialisation.of(request.code(), request.functions(), request.called());
    return known.computeIfAbsent(wanted, unused -> make(request));
  }

  private Made make(Request request) {
    List<Type> types = new ArrayList<>();
    List<VariableElement> parameters = parameters(request);
    for (int i = 0; i < parameters.size(); i++) {
      if (request.functions().get(i) == null) {
        types.add(file.types().erased(parameters.get(i).asType()));
      }
    }
    distinct(request).forEach(each -> types.add(each.type()));
    TypeElement owner = (TypeElement) request.element().getEnclosingElement();
    MethodKey key = new MethodKey(owner.getQualifiedName().toString(), name(request), types);
    Type type = file.types().number(request.result()).orElse(Type.VoidType.VOID);
    return new Made(key, type, self(request), request);
  }

  /** The captured variables that a call passes along, each once. */
  static List<Variable> distinct(Request request) {
    return Specialisation.variables(request.functions(), request.called()).stream()
        .distinct()
        .toList();
  }

  private static TypeElement self(Request request) {
    boolean instance = request.called() == null && !MethodLowering.isStatic(request.element());
    if (instance) {
      return (TypeElement) request.element().getEnclosingElement();
    }
    List<FunctionValue> all = new ArrayList<>(request.functions());
    all.add(request.called());
    for (FunctionValue each : all) {
      if (each != null && each.self() != null) {
        return each.self();
      }
    }
    return null;
  }

  /** The types of the parameters that are no functions. */
  List<TypeMirror> plainParameters(Request request) {
    List<TypeMirror> types = new ArrayList<>();
    List<VariableElement> parameters = parameters(request);
    for (int i = 0; i < parameters.size(); i++) {
      if (request.functions().get(i) == null) {
        types.add(parameters.get(i).asType());
      }
    }
    return types;
  }

  private List<VariableElement> parameters(Request request) {
    List<VariableElement> found = new ArrayList<>();
    for (VariableTree each : parameterTrees(request.code())) {
      found.add((VariableElement) file.element(each));
    }
    return found;
  }

  private static List<? extends VariableTree> parameterTrees(Tree code) {
    return code instanceof LambdaExpressionTree lambda
        ? lambda.getParameters()
        : ((MethodTree) code).getParameters();
  }

  // ------------------------------------------------------------------ names

  private String name(Request request) {
    Set<String> words = new LinkedHashSet<>();
    request.functions().stream().filter(Objects::nonNull).forEach(each -> words.add(word(each)));
    String first =
        request.called() == null
            ? request.element().getSimpleName().toString()
            : "line" + line(request.called()) + "Lambda";
    String name = first + String.join("", words);
    String tried = name;
    for (int number = 2; !names.add(tried); number++) {
      tried = name + number;
    }
    return tried;
  }

  private String word(FunctionValue function) {
    if (function.code() instanceof MemberReferenceTree reference) {
      String method = reference.getName().toString();
      return Character.toUpperCase(method.charAt(0)) + method.substring(1);
    }
    return "Line" + line(function) + "Lambda";
  }

  private int line(FunctionValue function) {
    return file.text().span(function.code()).line();
  }

  // ------------------------------------------------------------------ lowering

  /** Lowers what was asked for since the last time; false when that was nothing. */
  boolean lowerNew(boolean strict) {
    List<Made> asked = new ArrayList<>(known.values());
    List<Made> fresh = asked.subList(functions.size(), asked.size());
    fresh.forEach(each -> functions.add(lower(each, strict)));
    return !fresh.isEmpty();
  }

  /** What was lowered, in the order of the wishes. */
  List<Function> functions() {
    return functions;
  }

  private Function lower(Made made, boolean strict) {
    Request request = made.request();
    MethodLowering method =
        new MethodLowering(file, request.code(), request.element(), made.self(), request.result());
    Scope scope = method.scope();
    List<Variable> passed = Specialisation.variables(request.functions(), request.called());
    // captured variables come last, but functional parameters are known before the others
    Map<Variable, Variable> moved = new LinkedHashMap<>();
    passed.forEach(each -> moved.computeIfAbsent(each, old -> scope.fresh(old.name(), old.type())));
    Iterator<Variable> variables = passed.stream().map(moved::get).iterator();
    List<? extends VariableTree> trees = parameterTrees(request.code());
    for (int i = 0; i < trees.size(); i++) {
      if (request.functions().get(i) != null) {
        scope.bind(file.element(trees.get(i)), request.functions().get(i).with(variables));
      }
    }
    if (request.called() != null) {
      bindCaptured(scope, request.called().with(variables));
    }
    List<Function.Parameter> parameters = new ArrayList<>(plain(method, request, trees));
    for (Variable each : moved.values()) {
      parameters.add(new Function.Parameter(each, each.type().isDifferentiable(), false));
    }
    return method.lower(made.key(), parameters, made.returnType(), request.code(), strict);
  }

  private static void bindCaptured(Scope scope, FunctionValue lambda) {
    for (FunctionValue.Captured each : lambda.captured()) {
      if (each.function() != null) {
        scope.bind(each.element(), each.function());
      } else {
        scope.bind(each.element(), each.variable());
      }
    }
  }

  private List<Function.Parameter> plain(
      MethodLowering method, Request request, List<? extends VariableTree> trees) {
    List<Function.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      if (request.functions().get(i) == null) {
        Element element = file.element(trees.get(i));
        new Parameters(method)
            .plain((VariableElement) element, trees.get(i))
            .ifPresent(parameters::add);
      }
    }
    return parameters;
  }
}
