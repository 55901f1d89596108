package org.cotangent.processor.testing;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Makes objects of the classes of the files, by their constructors (JLS 12.5, 8.10.4). */
final class Constructors {
  private final Parsed parsed;
  private final Calls calls;

  Constructors(Parsed parsed, Calls calls) {
    this.parsed = parsed;
    this.calls = calls;
  }

  Instance make(String owner, List<Object> arguments) {
    Instance made = new Instance(owner);
    fields(owner).forEach(field -> made.fields.put(field.getName().toString(), null));
    run(made, arguments);
    return made;
  }

  /** The instance fields of a class, in order; of a record, its components. */
  private List<VariableTree> fields(String owner) {
    List<VariableTree> fields = new ArrayList<>();
    for (Tree member : parsed.tree(owner).getMembers()) {
      if (member instanceof VariableTree field
          && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
        fields.add(field);
      }
    }
    return fields;
  }

  private void run(Instance made, List<Object> arguments) {
    ClassTree tree = parsed.tree(made.owner);
    boolean record = tree.getKind() == Tree.Kind.RECORD;
    List<String> types = arguments.stream().map(Values::typeOf).toList();
    MethodTree compact = null;
    MethodTree best = null;
    int bestWidth = Integer.MAX_VALUE;
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method && method.getReturnType() == null) {
        if (record && isCompact(method)) {
          compact = method;
          continue;
        }
        List<String> parameters =
            method.getParameters().stream().map(each -> Parsed.typeName(each.getType())).toList();
        int width = calls.width(parameters, types);
        if (width < bestWidth) {
          best = method;
          bestWidth = width;
        }
      }
    }
    List<VariableTree> fields = fields(made.owner);
    if (best != null) {
      body(made, best, best.getParameters(), arguments);
    } else if (record) {
      Environment environment =
          compact == null
              ? bind(new Environment(), fields, arguments)
              : body(made, compact, fields, arguments);
      for (VariableTree field : fields) {
        String name = field.getName().toString();
        made.fields.put(name, environment.find(name).get());
      }
    } else {
      initialise(made, new Environment());
    }
  }

  private static Environment bind(
      Environment environment, List<? extends VariableTree> parameters, List<Object> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      VariableTree parameter = parameters.get(i);
      String type = Parsed.typeName(parameter.getType());
      environment.declare(parameter.getName().toString(), type, arguments.get(i));
    }
    return environment;
  }

  private Environment body(
      Instance made,
      MethodTree method,
      List<? extends VariableTree> parameters,
      List<Object> arguments) {
    Environment environment = bind(new Environment(), parameters, arguments);
    environment.declare("this", made.type(), made);
    BlockTree body = method.getBody();
    List<StatementTree> statements = new ArrayList<>(body.getStatements());
    MethodInvocationTree other = other(method);
    if (other != null) {
      statements.remove(0);
      Expressions expressions = new Expressions(made.owner, calls, environment);
      List<Object> values = new ArrayList<>();
      for (ExpressionTree argument : other.getArguments()) {
        values.add(expressions.value(argument));
      }
      run(made, values);
    } else {
      Environment own = new Environment();
      own.declare("this", made.type(), made);
      initialise(made, own);
    }
    new Statements(made.owner, calls, environment).run(statements);
    return environment;
  }

  private void initialise(Instance made, Environment environment) {
    for (VariableTree field : fields(made.owner)) {
      if (field.getInitializer() != null) {
        String type = Parsed.typeName(field.getType());
        Object value =
            new Expressions(made.owner, calls, environment)
                .initializer(field.getInitializer(), type);
        made.fields.put(field.getName().toString(), Values.convert(value, type));
      }
    }
  }

  /** Whether a record's constructor leaves it to Java to assign the fields. */
  private static boolean isCompact(MethodTree method) {
    boolean[] assigns = {other(method) != null};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAssignment(AssignmentTree tree, Void unused) {
        assigns[0] |= tree.getVariable().toString().startsWith("this.");
        return super.visitAssignment(tree, null);
      }
    }.scan(method.getBody(), null);
    return !assigns[0];
  }

  /** The call of {@code this(...)} at the start of a constructor. */
  private static MethodInvocationTree other(MethodTree method) {
    List<? extends StatementTree> statements = method.getBody().getStatements();
    return !statements.isEmpty()
            && statements.get(0) instanceof ExpressionStatementTree first
            && first.getExpression() instanceof MethodInvocationTree call
            && call.getMethodSelect().toString().equals("this")
        ? call
        : null;
  }
}
