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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Evaluates expressions in Java's order: operands left to right, an assignment's place before its
 * value.
 */
final class Expressions extends SimpleTreeVisitor<Object, Void> {

  /** Where a value is stored, found before the value is computed. */
  interface Place {
    Object get();

    void set(Object value);
  }

  private final String owner;
  private final Calls calls;
  private final Environment environment;
  private final StaticTypes types;
  private BiFunction<Object, List<? extends CaseTree>, Statements.End> switches;

  Expressions(String owner, Calls calls, Environment environment) {
    this.owner = owner;
    this.calls = calls;
    this.environment = environment;
    this.types = new StaticTypes(owner, calls, environment);
  }

  /** What runs the arms of a switch: they hold statements. */
  void switchesBy(BiFunction<Object, List<? extends CaseTree>, Statements.End> runner) {
    switches = runner;
  }

  @Override
  public Object visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
    Object value = switches.apply(value(tree.getExpression()), tree.getCases()).value();
    String type = types.ofArms(tree);
    return Values.isNumeric(type) ? Values.convert(value, type) : value;
  }

  Object value(Tree tree) {
    return tree.accept(this, null);
  }

  boolean condition(Tree tree) {
    return (Boolean) value(tree);
  }

  /** The value of an initializer, which may be bare braces. */
  Object initializer(ExpressionTree tree, String type) {
    return tree instanceof NewArrayTree array && array.getType() == null
        ? elements(array, type.substring(0, type.length() - 2))
        : value(tree);
  }

  @Override
  protected Object defaultAction(Tree tree, Void unused) {
    throw new IllegalArgumentException("not interpreted: " + tree.getKind() + " " + tree);
  }

  @Override
  public Object visitLiteral(LiteralTree tree, Void unused) {
    return Values.fromJava(tree.getValue());
  }

  @Override
  public Object visitParenthesized(ParenthesizedTree tree, Void unused) {
    return value(tree.getExpression());
  }

  @Override
  public Object visitIdentifier(IdentifierTree tree, Void unused) {
    String name = tree.getName().toString();
    if (name.equals("super")) {
      return self();
    }
    Environment.Variable variable = environment.find(name);
    if (variable != null) {
      return variable.get();
    }
    if (self() instanceof Instance made && made.fields.containsKey(name)) {
      return made.fields.get(name);
    }
    String declaring = calls.ownerOf(name, owner);
    Lambda constant = calls.constant(declaring, name);
    return constant != null
        ? constant
        : calls.fields().get(calls.fields().load(declaring), name, self());
  }

  @Override
  public Object visitMemberSelect(MemberSelectTree tree, Void unused) {
    String name = tree.getIdentifier().toString();
    if (name.equals("this")) {
      return self();
    }
    if (tree.toString().startsWith("System.")) {
      return null; // a stream to print to
    }
    if (!types.isValue(tree.getExpression())) {
      Lambda constant = calls.constant(types.classOf(tree).getName(), name);
      if (constant != null) {
        return constant;
      }
    }
    Object object = types.isValue(tree.getExpression()) ? value(tree.getExpression()) : null;
    if (object instanceof Instance made) {
      return made.fields.get(name);
    }
    if (object instanceof Cells cells) {
      return cells.items.length;
    }
    if (object == null && types.isValue(tree.getExpression())) {
      throw new NullPointerException(tree.toString());
    }
    return calls.fields().get(types.classOf(tree), name, object);
  }

  private Object self() {
    Environment.Variable self = environment.find("this");
    return self == null ? null : self.get();
  }

  @Override
  public Object visitBinary(BinaryTree tree, Void unused) {
    Object left = value(tree.getLeftOperand());
    if (tree.getKind() == Tree.Kind.CONDITIONAL_AND) {
      return (Boolean) left && condition(tree.getRightOperand());
    }
    if (tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      return (Boolean) left || condition(tree.getRightOperand());
    }
    return calls.operators().binary(tree.getKind(), left, value(tree.getRightOperand()));
  }

  @Override
  public Object visitUnary(UnaryTree tree, Void unused) {
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT -> step(tree, false);
      case POSTFIX_INCREMENT, POSTFIX_DECREMENT -> step(tree, true);
      default -> calls.operators().unary(tree.getKind(), value(tree.getExpression()));
    };
  }

  private Object step(UnaryTree tree, boolean wantsOld) {
    Place place = place(tree.getExpression());
    Object old = place.get();
    Object changed = calls.operators().binary(tree.getKind(), old, 1);
    place.set(changed);
    return wantsOld ? old : place.get();
  }

  @Override
  public Object visitConditionalExpression(ConditionalExpressionTree tree, Void unused) {
    boolean condition = condition(tree.getCondition());
    Object value = value(condition ? tree.getTrueExpression() : tree.getFalseExpression());
    return Values.convert(value, types.of(tree));
  }

  @Override
  public Object visitTypeCast(TypeCastTree tree, Void unused) {
    return Values.convert(value(tree.getExpression()), Parsed.typeName(tree.getType()));
  }

  @Override
  public Object visitAssignment(AssignmentTree tree, Void unused) {
    Place place = place(tree.getVariable());
    place.set(value(tree.getExpression()));
    return place.get();
  }

  @Override
  public Object visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
    Place place = place(tree.getVariable());
    Object old = place.get();
    place.set(calls.operators().binary(tree.getKind(), old, value(tree.getExpression())));
    return place.get();
  }

  @Override
  public Object visitArrayAccess(ArrayAccessTree tree, Void unused) {
    return place(tree).get();
  }

  /** The object whose method or constructor runs, if the program made it; else null. */
  private Instance made() {
    Environment.Variable self = environment.find("this");
    return self != null && self.get() instanceof Instance made ? made : null;
  }

  /** A field of the object that is being made. */
  private Place field(String name) {
    Instance made = made();
    String type = calls.fieldType(made.owner, name);
    return new Place() {
      @Override
      public Object get() {
        return made.fields.get(name);
      }

      @Override
      public void set(Object value) {
        made.fields.put(name, value == null ? null : Values.convert(value, type));
      }
    };
  }

  private Place place(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree inner) {
      return place(inner.getExpression());
    }
    if (tree instanceof MemberSelectTree select
        && select.getExpression().toString().equals("this")
        && made() != null) {
      return field(select.getIdentifier().toString());
    }
    if (tree instanceof IdentifierTree identifier) {
      Environment.Variable variable = environment.find(identifier.getName().toString());
      if (variable == null
          && made() != null
          && made().fields.containsKey(identifier.getName().toString())) {
        return field(identifier.getName().toString());
      }
      if (variable == null) {
        throw new IllegalArgumentException("not a local variable: " + tree);
      }
      return new Place() {
        @Override
        public Object get() {
          return variable.get();
        }

        @Override
        public void set(Object value) {
          variable.set(value);
        }
      };
    }
    if (tree instanceof ArrayAccessTree access) {
      Cells cells = (Cells) value(access.getExpression());
      return element(cells, Values.toInt(value(access.getIndex())));
    }
    throw new IllegalArgumentException("not interpreted as a place: " + tree);
  }

  private static Place element(Cells cells, int index) {
    return new Place() {
      @Override
      public Object get() {
        return cells.items[index];
      }

      @Override
      public void set(Object value) {
        cells.items[index] = value == null ? null : Values.convert(value, cells.elementType);
      }
    };
  }

  @Override
  public Object visitMethodInvocation(MethodInvocationTree tree, Void unused) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("clone")
        && tree.getArguments().isEmpty()) {
      return ((Cells) value(select.getExpression())).copy();
    }
    String unboxed = types.unboxed(tree);
    if (unboxed != null) {
      return Values.convert(value(receiver(tree)), unboxed);
    }
    Lambda function = types.isOfFunction(tree) ? (Lambda) value(receiver(tree)) : null;
    Object object = function == null ? object(tree) : null;
    List<Object> arguments = new ArrayList<>();
    for (ExpressionTree argument : tree.getArguments()) {
      arguments.add(value(argument));
    }
    if (function != null) {
      return calls.apply(function, arguments);
    }
    if (tree.getMethodSelect().toString().startsWith("System.out.")) {
      return null;
    }
    String of = types.ownerOf(tree);
    String name = StaticTypes.nameOf(tree);
    if (object instanceof Instance made && (onObject(tree) || calls.isMember(made, name))) {
      return calls.isStatic(made.owner, name, arguments)
          ? calls.call(made.owner, name, null, arguments)
          : calls.call(made, name, arguments);
    }
    if (onObject(tree) && !calls.knows(of, name, object, arguments)) {
      return JavaCalls.call(object.getClass(), object, name, arguments);
    }
    if (JavaCalls.knows(of)) {
      return JavaCalls.call(calls.fields().load(of), null, name, arguments);
    }
    return calls.call(of, name, object, arguments);
  }

  static ExpressionTree receiver(MethodInvocationTree tree) {
    return ((MemberSelectTree) tree.getMethodSelect()).getExpression();
  }

  @Override
  public Object visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
    return new Lambda(tree, environment.snapshot(), owner, "");
  }

  @Override
  public Object visitMemberReference(MemberReferenceTree tree, Void unused) {
    return new Lambda(tree, environment.snapshot(), owner, "");
  }

  private boolean onObject(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && types.isValue(select.getExpression());
  }

  /** The object whose method is called: the receiver where none is written. */
  private Object object(MethodInvocationTree tree) {
    if (tree.getMethodSelect().toString().startsWith("System.out.") || !onObject(tree)) {
      return self();
    }
    Object object = value(receiver(tree));
    if (object == null) {
      throw new NullPointerException(tree.toString());
    }
    return object;
  }

  @Override
  public Object visitNewClass(NewClassTree tree, Void unused) {
    if (tree.getClassBody() != null) {
      return new Lambda(tree, environment.snapshot(), owner, tree.getIdentifier().toString());
    }
    List<Object> arguments = new ArrayList<>();
    for (ExpressionTree argument : tree.getArguments()) {
      arguments.add(value(argument));
    }
    return calls.make(calls.className(tree.getIdentifier().toString()), arguments);
  }

  @Override
  public Object visitNewArray(NewArrayTree tree, Void unused) {
    String type = Parsed.typeName(tree.getType());
    if (tree.getInitializers() != null) {
      return elements(tree, type);
    }
    List<Integer> lengths = new ArrayList<>();
    for (ExpressionTree dimension : tree.getDimensions()) {
      lengths.add(Values.toInt(value(dimension)));
    }
    // javac keeps the dimensions without a length inside the element type, those with one beside
    // it.
    return allocate(type + "[]".repeat(lengths.size() - 1), lengths);
  }

  private static Cells allocate(String elementType, List<Integer> lengths) {
    Cells cells = new Cells(elementType, lengths.get(0));
    if (lengths.size() > 1) {
      for (int i = 0; i < cells.items.length; i++) {
        cells.items[i] =
            allocate(
                elementType.substring(0, elementType.length() - 2),
                lengths.subList(1, lengths.size()));
      }
    }
    return cells;
  }

  private Cells elements(NewArrayTree tree, String elementType) {
    Cells cells = new Cells(elementType, tree.getInitializers().size());
    for (int i = 0; i < cells.items.length; i++) {
      Object value = initializer(tree.getInitializers().get(i), elementType);
      cells.items[i] = value == null ? null : Values.convert(value, elementType);
    }
    return cells;
  }
}
