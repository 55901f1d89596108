package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;

/** Decides what a call calls, or says why it cannot be followed. */
final class Callees {
  private final MethodLowering method;
  private final FileContext file;

  Callees(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /**
   * Where a method is called.
   *
   * @param name the called method's name, for messages
   * @param whole the call, or the method reference
   * @param arguments the arguments as they are written; empty for a method reference
   */
  record Site(Tree name, Tree whole, List<? extends ExpressionTree> arguments, boolean self) {}

  Optional<Callee> resolve(MethodInvocationTree tree, ExecutableElement callee, MethodKey key) {
    return resolve(site(tree, callee), callee, key);
  }

  private Site site(MethodInvocationTree tree, ExecutableElement callee) {
    return new Site(tree.getMethodSelect(), tree, tree.getArguments(), isOnReceiver(tree, callee));
  }

  /** Whether the body of a method of this file can be followed; reports why not. */
  boolean mayFollow(MethodInvocationTree tree, ExecutableElement callee) {
    Site site = site(tree, callee);
    Optional<Message> offence = offence(site, callee).or(() -> bodyOffence(site, callee));
    offence.ifPresent(message -> refuse(message, site));
    return offence.isEmpty();
  }

  Optional<Callee> resolve(Site tree, ExecutableElement callee, MethodKey key) {
    Optional<Message> offence = offence(tree, callee);
    if (offence.isPresent()) {
      return refuse(offence.get(), tree);
    }
    Exceptions.checkDeclared(file, callee, tree.name());
    Optional<Type> returnType = file.types().map(callee.getReturnType());
    Optional<Type> data = file.types().data(callee.getReturnType());
    boolean inFile = file.isInFile(callee);
    if (Annotations.isNonDifferentiable(callee)) {
      if (!MethodLowering.isStatic(callee) || !file.isVisible(callee)) {
        return refuse(Message.CONSTANT_METHOD, tree);
      }
      if (ArrayWrites.mayWrite(file, callee)) {
        return refuse(Message.CONSTANT_METHOD_WRITES, tree);
      }
      return data.<Callee>map(type -> new Callee.Constant(key, type)).or(() -> type(tree, callee));
    }
    if (inFile) {
      return inFile(tree, callee, key, file.types().number(callee.getReturnType()));
    }
    if (!MethodLowering.isStatic(callee)) {
      return refuse(Message.FOREIGN_INSTANCE, tree);
    }
    return elsewhere(tree, callee);
  }

  /** What a call of a method becomes whose derivative was written by hand. */
  Optional<Callee> handWritten(
      MethodInvocationTree tree, ExecutableElement callee, Callee.Custom custom) {
    return handWritten(site(tree, callee), callee, custom);
  }

  Optional<Callee> handWritten(Site tree, ExecutableElement callee, Callee.Custom custom) {
    Optional<Message> offence = offence(tree, callee);
    if (offence.isPresent()) {
      return refuse(offence.get(), tree);
    }
    if (!file.isVisible(callee)) {
      return refuse(Message.RULE_METHOD_HIDDEN, tree);
    }
    if (file.types().map(callee.getReturnType()).isEmpty()) {
      return type(tree, callee);
    }
    boolean reads =
        file.isInFile(callee)
            && file.typed().trees().getTree(callee).getBody() != null
            && !ArrayWrites.mayWrite(file, callee);
    if (!reads) {
      return Optional.of(custom);
    }
    return Optional.of(
        new Callee.Custom(
            custom.key(),
            custom.returnType(),
            custom.owner(),
            custom.rule(),
            custom.wrt(),
            List.of()));
  }

  /** The object that an instance method with a derivative written by hand is called on. */
  Optional<MethodLowering.Operand> receiver(MethodInvocationTree tree, ExecutableElement callee) {
    ExpressionTree select = tree.getMethodSelect();
    if (select instanceof MemberSelectTree member
        && !Fields.isThis(member.getExpression())
        && !member.getExpression().toString().equals("super")) {
      ExpressionTree object = member.getExpression();
      return Optional.of(
          new MethodLowering.Operand(Hints.of(object), () -> method.expressions().value(object)));
    }
    boolean own =
        method.receiver().isPresent()
            && !select.toString().startsWith("super.")
            && file.typed()
                .types()
                .isSubtype(
                    file.typed().types().erasure(method.element().getEnclosingElement().asType()),
                    file.typed().types().erasure(callee.getEnclosingElement().asType()));
    if (!own) {
      refuse(Message.FOREIGN_INSTANCE, site(tree, callee));
      return Optional.empty();
    }
    Expr self = new Expr.VariableRead(method.receiver().orElseThrow());
    if (self.type() instanceof Type.ValueType) {
      file.report(Message.VALUE_ESCAPES, tree, file.text().quote(tree));
      return Optional.empty();
    }
    return Optional.of(new MethodLowering.Operand("self", () -> self));
  }

  private Optional<Callee> inFile(
      Site tree, ExecutableElement callee, MethodKey key, Optional<Type> type) {
    Optional<Message> offence = bodyOffence(tree, callee);
    if (offence.isPresent()) {
      return refuse(offence.get(), tree);
    }
    if (PureData.isConstant(file, callee)) {
      return type.map(result -> new Callee.Constant(key, result));
    }
    file.want(callee, method.element(), tree.whole());
    // a refused result type is reported where the method is declared
    return type.map(result -> new Callee.Local(key, result));
  }

  private static Optional<Message> bodyOffence(Site tree, ExecutableElement callee) {
    boolean instance = !MethodLowering.isStatic(callee);
    if (callee.getModifiers().contains(Modifier.ABSTRACT)
        || callee.getModifiers().contains(Modifier.NATIVE)) {
      return Optional.of(Message.CALL_WITHOUT_BODY);
    }
    if (instance && !tree.self()) {
      return Optional.of(Message.FOREIGN_INSTANCE);
    }
    if (instance && isOverridable(callee)) {
      return Optional.of(Message.OVERRIDABLE_CALL);
    }
    return Optional.empty();
  }

  private Optional<Callee> elsewhere(Site tree, ExecutableElement callee) {
    CompanionLookup.Answer answer = file.lookup().find(callee);
    if (answer instanceof CompanionLookup.Answer.Found found) {
      return Optional.of(found.callee());
    }
    if (answer instanceof CompanionLookup.Answer.NotDifferentiable refused) {
      file.report(
          byHand(callee),
          Message.UNKNOWN_METHOD,
          tree.name(),
          file.text().quote(tree.whole()),
          refused.reason());
    } else {
      file.waitForCompanion();
    }
    return Optional.empty();
  }

  private Optional<Message> offence(Site tree, ExecutableElement callee) {
    if (!callee.getTypeParameters().isEmpty()) {
      return Optional.of(Message.GENERIC_CALL);
    }
    boolean original =
        !file.isInFile(callee)
            || Annotations.isNonDifferentiable(callee)
            || file.handWritten(file.types().key(callee)).isPresent();
    if (original && method.boxes().takesBoxes(callee)) {
      return Optional.of(Message.BOXES_TAKEN);
    }
    if (callee.isVarArgs()
        && !VariableArguments.passesArray(file, tree.arguments(), callee)
        && !VariableArguments.arePrimitive(file, callee)) {
      return Optional.of(Message.VARARGS_CALL);
    }
    return Optional.empty();
  }

  private boolean isOnReceiver(MethodInvocationTree tree, ExecutableElement callee) {
    if (method.receiver().isEmpty()) {
      return false;
    }
    boolean self =
        !(tree.getMethodSelect() instanceof MemberSelectTree select)
            || Fields.isThis(select.getExpression());
    return self && callee.getEnclosingElement().equals(method.element().getEnclosingElement());
  }

  /** Whether a subclass could replace an instance method. */
  static boolean isOverridable(ExecutableElement method) {
    var owner = method.getEnclosingElement();
    return !method.getModifiers().contains(Modifier.PRIVATE)
        && !method.getModifiers().contains(Modifier.FINAL)
        && !owner.getModifiers().contains(Modifier.FINAL)
        && owner.getKind() != ElementKind.RECORD;
  }

  private Optional<Callee> refuse(Message message, Site tree) {
    boolean mendable =
        message == Message.OVERRIDABLE_CALL
            || message == Message.FOREIGN_INSTANCE
            || message == Message.CALL_WITHOUT_BODY;
    List<String> notes =
        mendable && file.element(tree.name()) instanceof ExecutableElement callee
            ? byHand(callee)
            : List.of();
    file.report(notes, message, tree.name(), file.text().quote(tree.whole()));
    return Optional.empty();
  }

  /** What else can be done: a derivative to write, ready to paste. */
  private List<String> byHand(ExecutableElement callee) {
    Type result = Signatures.type(callee.getReturnType());
    boolean useful = result.isDifferentiable() || result == Type.VoidType.VOID;
    if (!useful || !RuleText.isPossible(callee) || !file.isVisible(callee)) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    notes.add("or: write its derivative by hand, in a class of this file:");
    RuleText.stub(callee, file.typed().elements().getPackageOf(file.typed().element()))
        .forEach(line -> notes.add("    " + line));
    return notes;
  }

  /** Reports a result type that cannot be used. */
  private Optional<Callee> type(Site tree, ExecutableElement callee) {
    method.mapped(
        callee.getReturnType(), tree.whole(), "'" + file.text().quote(tree.whole()) + "'");
    return Optional.empty();
  }
}
