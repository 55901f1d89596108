package org.cotangent.processor;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.ElementFilter;
import org.cotangent.Differentiable;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.CompanionLookup.Answer;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Makes companions of the right shape that compute nothing, for tests of what is around the
 * pipeline. Unlike the real one it takes any Java, and it remembers what it was told of other
 * classes.
 */
final class StandIn implements CompanionCompiler {
  private final String members;
  private final List<String> compiled = new ArrayList<>();
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  StandIn() {
    this("");
  }

  /**
   * A stand-in.
   *
   * @param members more members for each companion
   */
  StandIn(String members) {
    this.members = members;
  }

  /** A processor around this. */
  DifferentiableProcessor processor() {
    return new DifferentiableProcessor(this);
  }

  /** The classes that were handed in, in order; one that had to wait comes again. */
  List<String> compiled() {
    return compiled;
  }

  /** The last answer for each method that was asked for, by {@code name(types)}. */
  Map<String, Answer> answers() {
    return answers;
  }

  @Override
  public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
    compiled.add(typed.element().getQualifiedName().toString());
    StringBuilder text = new StringBuilder();
    List<RecordDeclaration> records = new ArrayList<>();
    List<GeneratedFunction> functions = new ArrayList<>();
    boolean waits = false;
    for (ExecutableElement method :
        ElementFilter.methodsIn(typed.element().getEnclosedElements())) {
      if (method.getAnnotation(Differentiable.class) != null) {
        waits |= asks(typed, method, lookup);
        text.append(derivative(method, records, functions));
      }
    }
    if (waits) {
      return new Outcome.Waits();
    }
    boolean unnamed = typed.elements().getPackageOf(typed.element()).isUnnamed();
    String packageName =
        unnamed ? "" : typed.elements().getPackageOf(typed.element()).getQualifiedName().toString();
    String qualified = typed.element().getQualifiedName().toString();
    String className = unnamed ? qualified : qualified.substring(packageName.length() + 1);
    String simple = className.replace('.', '_') + "Derivatives";
    String source =
        (unnamed ? "" : "package " + packageName + ";\n")
            + "@org.cotangent.GeneratedDerivative\npublic final class "
            + simple
            + " {\n"
            + text
            + members
            + "}\n";
    Companion companion =
        new Companion(packageName, className, simple, true, "", records, functions);
    return new Outcome.Made(companion, source, Optional.empty(), Optional.empty());
  }

  private boolean asks(TypedClass typed, ExecutableElement method, CompanionLookup lookup) {
    TreePath path = typed.trees().getPath(method);
    boolean[] waits = {false};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
        if (typed.trees().getElement(getCurrentPath()) instanceof ExecutableElement called
            && called.getKind() == ElementKind.METHOD
            && !called.getEnclosingElement().toString().startsWith("java.")
            && !called.getEnclosingElement().equals(typed.element())) {
          Answer answer = lookup.find(called);
          waits[0] |= answer instanceof Answer.Later;
          answers.put(called.toString(), answer);
        }
        return super.visitMethodInvocation(tree, null);
      }

      @Override
      public Void visitMethod(MethodTree tree, Void unused) {
        return super.visitMethod(tree, null);
      }
    }.scan(path, null);
    return waits[0];
  }

  private static String derivative(
      ExecutableElement method,
      List<RecordDeclaration> records,
      List<GeneratedFunction> functions) {
    String name = method.getSimpleName().toString();
    String record = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    List<String> types = new ArrayList<>();
    StringBuilder parameters = new StringBuilder();
    StringBuilder scalars = new StringBuilder();
    StringBuilder positions = new StringBuilder();
    List<Integer> wrt = new ArrayList<>();
    List<Variable> components = new ArrayList<>();
    components.add(new Variable("value", Type.Primitive.DOUBLE, 0));
    StringBuilder zeros = new StringBuilder();
    method
        .getParameters()
        .forEach(
            parameter -> {
              String type = parameter.asType().toString();
              positions.append(positions.isEmpty() ? "" : ", ").append(types.size());
              wrt.add(types.size());
              types.add(type);
              parameters.append(type).append(' ').append(parameter).append(", ");
              if (type.equals("double")) {
                scalars.append(", double ").append(parameter);
                zeros.append(", 0");
                components.add(new Variable(parameter.toString(), Type.Primitive.DOUBLE, 0));
              } else {
                parameters.append(type).append(' ').append(parameter).append("Adjoint, ");
              }
            });
    return """
      public record %1$sBackward(double value%2$s) {}
      public record %1$sGradient(double value%2$s) {}
      @org.cotangent.GeneratedDerivative(of = "%3$s(%4$s)", wrt = {%5$s})
      public static %1$sBackward %3$sBackward(%6$sdouble seed) { return new %1$sBackward(0%7$s); }
      public static %1$sGradient %3$sGradient(%8$s) { return new %1$sGradient(0%7$s); }
    """
        .formatted(
            record,
            scalars,
            name,
            String.join(",", types),
            positions,
            parameters,
            zeros,
            String.join(", ", numbered(types)));
  }

  private static List<String> numbered(List<String> types) {
    List<String> parameters = new ArrayList<>();
    types.forEach(type -> parameters.add(type + " p" + parameters.size()));
    return parameters;
  }
}
