package org.cotangent.processor.testing;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The methods of some source files, read by javac's parser and nothing else. */
final class Parsed {

  /**
   * A method.
   *
   * @param owner the binary name of its class
   * @param types its parameters' types as in source, without annotations
   * @param wrt by parameter, whether it is differentiated (of a method without
   *     {@code @Differentiable}: whether it could be)
   * @param fields how many of these stand for fields of the receiver that are differentiated by,
   *     before the parameters
   */
  record ParsedMethod(
      String owner,
      MethodTree tree,
      List<String> names,
      List<String> types,
      List<Boolean> wrt,
      String returnType,
      int fields) {

    /** The method with its own parameters only. */
    ParsedMethod plain() {
      int all = names.size();
      return new ParsedMethod(
          owner,
          tree,
          names.subList(fields, all),
          types.subList(fields, all),
          wrt.subList(fields, all),
          returnType,
          0);
    }

    /** The names of the fields that are differentiated by. */
    List<String> fieldNames() {
      return names.subList(0, fields);
    }

    /** The method with the fields that its annotation names, in front of its parameters. */
    ParsedMethod withFields(java.util.function.Function<String, String> typeOf) {
      List<String> asked =
          chosen(find(tree.getModifiers(), "Differentiable")).stream()
              .filter(name -> name.startsWith("this."))
              .map(name -> name.substring("this.".length()))
              .toList();
      List<String> allNames = new ArrayList<>(asked);
      List<String> allTypes = new ArrayList<>(asked.stream().map(typeOf).toList());
      List<Boolean> allWrt = new ArrayList<>(java.util.Collections.nCopies(asked.size(), true));
      allNames.addAll(names);
      allTypes.addAll(types);
      allWrt.addAll(wrt);
      return new ParsedMethod(owner, tree, allNames, allTypes, allWrt, returnType, asked.size());
    }

    String name() {
      return tree.getName().toString();
    }

    boolean isStatic() {
      return tree.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    boolean has(String annotation) {
      return find(tree.getModifiers(), annotation) != null;
    }

    boolean isVariable() {
      List<? extends VariableTree> parameters = tree.getParameters();
      return !parameters.isEmpty()
          && parameters.get(parameters.size() - 1).toString().contains("...");
    }

    boolean isStrict() {
      AnnotationTree annotation = find(tree.getModifiers(), "Differentiable");
      return annotation != null && annotation.toString().contains("STRICT");
    }
  }

  private final List<ParsedMethod> methods = new ArrayList<>();
  private final Map<String, String> classes = new LinkedHashMap<>();
  private final Map<String, ClassTree> trees = new LinkedHashMap<>();
  private boolean hasFloatFields;
  private final Map<String, String> imported = new LinkedHashMap<>();

  private final Map<String, List<String>> typeParameters = new LinkedHashMap<>();

  private Parsed() {}

  static Parsed of(List<String> sources) {
    Parsed parsed = new Parsed();
    for (CompilationUnitTree unit : Compilation.of(sources.toArray(new String[0])).parse()) {
      unit.getImports().forEach(parsed::add);
      String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree tree) {
          parsed.add(prefix + tree.getSimpleName(), tree);
        }
      }
    }
    return parsed;
  }

  private void add(ImportTree tree) {
    String name = tree.getQualifiedIdentifier().toString();
    if (tree.isStatic()) {
      int dot = name.lastIndexOf('.');
      imported.put(name.substring(dot + 1), name.substring(0, dot));
    }
  }

  /** The class that a simple name is statically imported from, or else the given one. */
  String ownerOf(String name, String owner) {
    return imported.getOrDefault(name, owner);
  }

  private void add(String binaryName, ClassTree tree) {
    classes.put(tree.getSimpleName().toString(), binaryName);
    typeParameters.put(
        tree.getSimpleName().toString(),
        tree.getTypeParameters().stream().map(each -> each.getName().toString()).toList());
    trees.put(binaryName, tree);
    for (Tree member : tree.getMembers()) {
      if (member instanceof ClassTree inner) {
        add(binaryName + "$" + inner.getSimpleName(), inner);
      } else if (member instanceof VariableTree field) {
        hasFloatFields |= field.getType() != null && typeName(field.getType()).startsWith("float");
      } else if (member instanceof MethodTree method && method.getReturnType() != null) {
        methods.add(method(binaryName, method));
        addLocal(binaryName, method);
      }
    }
  }

  /** Adds the interfaces inside a method. */
  private void addLocal(String binaryName, MethodTree method) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        if (tree.getKind() == Tree.Kind.INTERFACE) {
          add(binaryName + "$1" + tree.getSimpleName(), tree);
        }
        return null;
      }
    }.scan(method.getBody(), null);
  }

  /** A field that is declared with a lambda or a method reference; null for every other name. */
  VariableTree functionConstant(String owner, String name) {
    ClassTree tree = trees.get(owner);
    for (Tree member : tree == null ? List.<Tree>of() : tree.getMembers()) {
      if (member instanceof VariableTree field
          && field.getName().contentEquals(name)
          && (field.getInitializer() instanceof LambdaExpressionTree
              || field.getInitializer() instanceof MemberReferenceTree)) {
        return field;
      }
    }
    return null;
  }

  /** The binary name of a class by its simple name; null when it is not of these files. */
  String binaryName(String simpleName) {
    return classes.get(simpleName);
  }

  /** The type variables of a class of these files. */
  List<String> typeParameters(String simpleName) {
    return typeParameters.get(simpleName);
  }

  /** The abstract methods of a class. */
  List<ParsedMethod> methodsWithoutBody(String owner) {
    return methods.stream()
        .filter(method -> method.owner().equals(owner) && method.tree().getBody() == null)
        .toList();
  }

  /** The class of this binary name; null when it is not of these files. */
  ClassTree tree(String binaryName) {
    return trees.get(binaryName);
  }

  /** The type of a field as in source; null when the class has no such field in these files. */
  String fieldType(String binaryName, String name) {
    ClassTree tree = trees.get(binaryName);
    for (Tree member : tree == null ? List.<Tree>of() : tree.getMembers()) {
      if (member instanceof VariableTree field && field.getName().contentEquals(name)) {
        return typeName(field.getType());
      }
    }
    return null;
  }

  /** Whether a class of this binary name is of these files. */
  boolean isOwn(String binaryName) {
    return classes.containsValue(binaryName);
  }

  /** The methods of a class with this name. */
  List<ParsedMethod> methods(String owner, String name) {
    return methods.stream()
        .filter(method -> method.owner().equals(owner) && method.name().equals(name))
        .toList();
  }

  /** The name of the first {@code @Differentiable} method. */
  String firstAnnotated() {
    return methods.stream()
        .filter(method -> method.has("Differentiable"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no @Differentiable method"))
        .name();
  }

  /** Whether any code of the files has the type {@code float}. */
  boolean mentionsFloat() {
    return hasFloatFields
        || methods.stream().anyMatch(method -> method.tree().toString().contains("float"));
  }

  private static ParsedMethod method(String owner, MethodTree tree) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<Boolean> wrt = new ArrayList<>();
    List<String> chosen = chosen(find(tree.getModifiers(), "Differentiable"));
    for (VariableTree parameter : tree.getParameters()) {
      String type = erased(typeName(parameter.getType()), tree);
      String name = parameter.getName().toString();
      boolean data = find(parameter.getModifiers(), "NonDifferentiable") != null;
      names.add(name);
      types.add(type);
      wrt.add(isDifferentiable(type) && !data && (chosen.isEmpty() || chosen.contains(name)));
    }
    return new ParsedMethod(owner, tree, names, types, wrt, typeName(tree.getReturnType()), 0);
  }

  /** A type where a type parameter of the method is its bound. */
  private static String erased(String type, MethodTree method) {
    for (TypeParameterTree parameter : method.getTypeParameters()) {
      String name = parameter.getName().toString();
      if (type.replace("[]", "").equals(name)) {
        String bound =
            parameter.getBounds().isEmpty() ? "Object" : typeName(parameter.getBounds().get(0));
        return erased(bound, method) + type.substring(name.length());
      }
    }
    return type;
  }

  static boolean isDifferentiable(String type) {
    String leaf = type.replace("[]", "");
    return leaf.equals("double") || leaf.equals("float");
  }

  /** A type as in source; {@code var} is empty. */
  static String typeName(Tree type) {
    if (type == null) {
      return "";
    }
    if (type instanceof ArrayTypeTree array) {
      return typeName(array.getType()) + "[]";
    }
    return unboxed(type.toString());
  }

  /** A number is itself, also in a box. */
  static String unboxed(String type) {
    return switch (type) {
      case "Double" -> "double";
      case "Float" -> "float";
      case "Long" -> "long";
      case "Integer" -> "int";
      case "Short" -> "short";
      case "Byte" -> "byte";
      case "Character" -> "char";
      case "Boolean" -> "boolean";
      default -> type;
    };
  }

  private static AnnotationTree find(ModifiersTree modifiers, String simpleName) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      String name = annotation.getAnnotationType().toString();
      if (name.substring(name.lastIndexOf('.') + 1).equals(simpleName)) {
        return annotation;
      }
    }
    return null;
  }

  /** The strings of the annotation's {@code wrt}. */
  private static List<String> chosen(AnnotationTree annotation) {
    List<String> names = new ArrayList<>();
    if (annotation != null) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitLiteral(LiteralTree literal, Void unused) {
          names.add((String) literal.getValue());
          return null;
        }
      }.scan(annotation, null);
    }
    return names;
  }
}
