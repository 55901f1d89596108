package org.cotangent.processor.testing;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.List;

/**
 * The static types of expressions, where the value alone does not tell: {@code c ? 1 : 2.0} is a
 * {@code double} whichever arm runs.
 */
final class StaticTypes extends SimpleTreeVisitor<String, Void> {
  private final String owner;
  private final Calls calls;
  private final Environment environment;

  StaticTypes(String owner, Calls calls, Environment environment) {
    this.owner = owner;
    this.calls = calls;
    this.environment = environment;
  }

  String of(Tree tree) {
    return tree.accept(this, null);
  }

  /** The binary name of the class whose method is called. */
  String ownerOf(MethodInvocationTree tree) {
    ExpressionTree select = tree.getMethodSelect();
    return select instanceof MemberSelectTree member
        ? className(member.getExpression())
        : calls.ownerOf(nameOf(tree), owner);
  }

  /** The binary name of the class that an expression names, or that its value has. */
  private String className(ExpressionTree tree) {
    if (isNamed(tree, "super")) {
      return calls.fields().load(owner).getSuperclass().getName();
    }
    return calls.className(isValue(tree) ? of(tree) : tree.toString());
  }

  /** Whether an expression has a value; if not it is the name of a class. */
  boolean isValue(Tree tree) {
    if (tree instanceof IdentifierTree name) {
      String text = name.getName().toString();
      return text.equals("this")
          || text.equals("super")
          || environment.find(text) != null
          || Fields.has(calls.fields().load(owner), text);
    }
    if (tree instanceof MemberSelectTree select) {
      String outer = select.getExpression().toString();
      boolean inClass = Character.isUpperCase(outer.charAt(outer.lastIndexOf('.') + 1));
      return select.getIdentifier().contentEquals("this")
          || isValue(select.getExpression())
          || inClass
              && Fields.has(
                  calls.fields().load(calls.className(outer)), select.getIdentifier().toString());
    }
    return true;
  }

  /** The type that a call such as {@code d.intValue()} takes out of a box; null for other calls. */
  String unboxed(MethodInvocationTree tree) {
    String name = nameOf(tree);
    boolean takes =
        tree.getMethodSelect() instanceof MemberSelectTree
            && tree.getArguments().isEmpty()
            && name.endsWith("Value");
    String type = takes ? name.substring(0, name.length() - "Value".length()) : "";
    return Values.isNumeric(type) || type.equals("boolean") ? type : null;
  }

  /** Whether a function is called: a variable that holds one, or a lambda with its type. */
  boolean isOfFunction(MethodInvocationTree tree) {
    return functionType(tree) != null;
  }

  private String functionType(MethodInvocationTree tree) {
    if (!(tree.getMethodSelect() instanceof MemberSelectTree select)) {
      return null;
    }
    ExpressionTree receiver = select.getExpression();
    while (receiver instanceof ParenthesizedTree inner) {
      receiver = inner.getExpression();
    }
    String type = null;
    if (receiver instanceof TypeCastTree cast) {
      type = Parsed.typeName(cast.getType());
    } else if (receiver instanceof IdentifierTree name) {
      Environment.Variable variable = environment.find(name.getName().toString());
      Lambda constant = calls.constant(owner, name.getName().toString());
      type = variable != null ? variable.type : constant != null ? constant.type() : null;
    } else if (receiver instanceof MemberSelectTree member) {
      String declaring = calls.className(member.getExpression().toString());
      Lambda constant = calls.constant(declaring, member.getIdentifier().toString());
      type = constant == null ? null : constant.type();
    }
    return type != null && calls.functionalTypes().of(type) != null ? type : null;
  }

  static String nameOf(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : tree.getMethodSelect().toString();
  }

  /** The class of a selected field. */
  Class<?> classOf(MemberSelectTree tree) {
    return calls.fields().load(className(tree.getExpression()));
  }

  private static boolean isNamed(ExpressionTree tree, String word) {
    return tree instanceof IdentifierTree name && name.getName().contentEquals(word);
  }

  @Override
  protected String defaultAction(Tree tree, Void unused) {
    throw new IllegalArgumentException("not interpreted: " + tree.getKind() + " " + tree);
  }

  @Override
  public String visitLiteral(LiteralTree tree, Void unused) {
    return Values.typeOf(Values.fromJava(tree.getValue()));
  }

  @Override
  public String visitParenthesized(ParenthesizedTree tree, Void unused) {
    return of(tree.getExpression());
  }

  @Override
  public String visitIdentifier(IdentifierTree tree, Void unused) {
    String name = tree.getName().toString();
    Environment.Variable variable = environment.find(name);
    if (variable != null) {
      return variable.type;
    }
    for (String each = owner; each != null; each = Calls.outer(each)) {
      String type = calls.fieldType(each, name);
      if (type != null) {
        return type;
      }
    }
    return calls.fields().type(calls.fields().load(calls.ownerOf(name, owner)), name);
  }

  @Override
  public String visitMemberSelect(MemberSelectTree tree, Void unused) {
    String name = tree.getIdentifier().toString();
    if (name.equals("this")) {
      return owner;
    }
    if (isValue(tree.getExpression())) {
      String type = of(tree.getExpression());
      if (type.endsWith("[]")) {
        return "int";
      }
      String declared = calls.fieldType(calls.className(type), name);
      return declared != null ? declared : calls.fields().type(classOf(tree), name);
    }
    return calls.fields().type(classOf(tree), name);
  }

  @Override
  public String visitBinary(BinaryTree tree, Void unused) {
    String left = of(tree.getLeftOperand());
    String right = of(tree.getRightOperand());
    if (left.equals("String") || right.equals("String")) {
      return tree.getKind() == Tree.Kind.PLUS ? "String" : "boolean";
    }
    return switch (tree.getKind()) {
      case CONDITIONAL_AND,
          CONDITIONAL_OR,
          LESS_THAN,
          LESS_THAN_EQUAL,
          GREATER_THAN,
          GREATER_THAN_EQUAL,
          EQUAL_TO,
          NOT_EQUAL_TO ->
          "boolean";
      case LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> Values.promote(left);
      default -> left.equals("boolean") ? left : Values.promote(left, right);
    };
  }

  @Override
  public String visitUnary(UnaryTree tree, Void unused) {
    String type = of(tree.getExpression());
    return switch (tree.getKind()) {
      case UNARY_MINUS, UNARY_PLUS, BITWISE_COMPLEMENT -> Values.promote(type);
      default -> type;
    };
  }

  @Override
  public String visitConditionalExpression(ConditionalExpressionTree tree, Void unused) {
    String first = of(tree.getTrueExpression());
    String second = of(tree.getFalseExpression());
    if (first.equals(second) || !Values.isNumeric(first)) {
      return first.equals("null") ? second : first;
    }
    return Values.promote(first, second);
  }

  @Override
  public String visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
    String type = ofArms(tree);
    if (type.isEmpty()) {
      throw new IllegalArgumentException("not interpreted: arms without plain values " + tree);
    }
    return type;
  }

  /** The type of the arms that are plain expressions; empty when there are none. */
  String ofArms(SwitchExpressionTree tree) {
    String type = "";
    for (CaseTree arm : tree.getCases()) {
      if (arm.getBody() instanceof ExpressionTree value) {
        String other = of(value);
        type =
            type.isEmpty() || !Values.isNumeric(type) || type.equals(other)
                ? other
                : Values.promote(type, other);
      }
    }
    return type;
  }

  @Override
  public String visitTypeCast(TypeCastTree tree, Void unused) {
    return Parsed.typeName(tree.getType());
  }

  @Override
  public String visitAssignment(AssignmentTree tree, Void unused) {
    return of(tree.getVariable());
  }

  @Override
  public String visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
    return of(tree.getVariable());
  }

  @Override
  public String visitArrayAccess(ArrayAccessTree tree, Void unused) {
    String type = of(tree.getExpression());
    return type.substring(0, type.length() - 2);
  }

  @Override
  public String visitMethodInvocation(MethodInvocationTree tree, Void unused) {
    String name = nameOf(tree);
    if (name.equals("clone") && tree.getMethodSelect() instanceof MemberSelectTree select) {
      return of(select.getExpression());
    }
    if (unboxed(tree) != null) {
      return unboxed(tree);
    }
    if (isOfFunction(tree)) {
      return calls.functionalTypes().of(functionType(tree)).result();
    }
    List<String> types = tree.getArguments().stream().map(this::of).toList();
    return calls.resultType(ownerOf(tree), name, types);
  }

  @Override
  public String visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
    return Lambda.class.getName();
  }

  @Override
  public String visitMemberReference(MemberReferenceTree tree, Void unused) {
    return Lambda.class.getName();
  }

  @Override
  public String visitNewClass(NewClassTree tree, Void unused) {
    String name = tree.getIdentifier().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String visitNewArray(NewArrayTree tree, Void unused) {
    return Parsed.typeName(tree.getType()) + "[]".repeat(Math.max(1, tree.getDimensions().size()));
  }
}
