package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
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
  record Site(Tree name, Tree whole, List<? extends ExpressionTree> arguments, boolean self) {

    /** Whether a call skips the methods of subclasses. */
    boolean isSuper() {
      return whole instanceof MethodInvocationTree call && Receivers.isSuper(call);
    }
  }

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
    boolean foreign = offence.isEmpty() && !MethodLowering.isStatic(callee) && !site.self();
    if (foreign) {
      String why = "functions are passed to methods of this object only";
      file.report(Message.FOREIGN_INSTANCE, site.name(), file.text().quote(tree), why);
    }
    return offence.isEmpty() && !foreign;
  }

  Optional<Callee> resolve(Site tree, ExecutableElement callee, MethodKey key) {
    Optional<Message> offence = offence(tree, callee);
    if (offence.isPresent()) {
      return refuse(offence.get(), tree);
    }
    Exceptions.checkDeclared(file, callee, tree.name());
    Optional<Type> data = file.types().data(callee.getReturnType());
    boolean inFile = file.isInFile(callee);
    if (Annotations.isNonDifferentiable(callee)) {
      return constant(tree, callee, key, data);
    }
    return inFile
        ? inFile(tree, callee, key, file.types().number(callee.getReturnType()))
        : elsewhere(tree, callee);
  }

  /** The field that a method returns and that is all it does, if there is one. */
  Optional<VariableElement> accessed(ExecutableElement callee) {
    boolean may =
        callee.getParameters().isEmpty()
            && !MethodLowering.isStatic(callee)
            && !Annotations.isNonDifferentiable(callee);
    return may ? file.access().accessedBy(callee) : Optional.empty();
  }

  private Optional<Callee> constant(
      Site tree, ExecutableElement callee, MethodKey key, Optional<Type> type) {
    boolean skips = tree.isSuper() && isOverridable(file, callee);
    if (skips || !file.isVisible(callee)) {
      return refuse(Message.CONSTANT_METHOD, tree);
    }
    if (ArrayWrites.mayWrite(file, callee)) {
      return refuse(Message.CONSTANT_METHOD_WRITES, tree);
    }
    file.fieldWrites().call(callee);
    return type.<Callee>map(result -> new Callee.Constant(key, result))
        .or(() -> type(tree, callee));
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
    if (tree.isSuper() && isOverridable(file, callee)) {
      return refuse(Message.OVERRIDABLE_CALL, tree);
    }
    if (file.types().map(callee.getReturnType()).isEmpty()) {
      return type(tree, callee);
    }
    file.fieldWrites().call(callee);
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

  private Optional<Callee> inFile(
      Site tree, ExecutableElement callee, MethodKey key, Optional<Type> type) {
    Optional<Message> offence = bodyOffence(tree, callee);
    if (offence.isPresent()) {
      return refuse(offence.get(), tree);
    }
    if (!MethodLowering.isStatic(callee) && !isReceiverNameable(tree, callee)) {
      return Optional.empty();
    }
    if (PureData.isConstant(file, callee)) {
      return type.map(result -> new Callee.Constant(key, result, true));
    }
    file.want(callee, method.element(), tree.whole());
    // a refused result type is reported where the method is declared
    return type.map(result -> new Callee.Local(key, result));
  }

  private Optional<Message> bodyOffence(Site tree, ExecutableElement callee) {
    if (callee.getModifiers().contains(Modifier.ABSTRACT)
        || callee.getModifiers().contains(Modifier.NATIVE)) {
      return Optional.of(Message.CALL_WITHOUT_BODY);
    }
    // super.f(x) means one body, whatever subclasses do
    boolean bound =
        MethodLowering.isStatic(callee) || tree.isSuper() || !isOverridable(file, callee);
    return bound ? Optional.empty() : Optional.of(Message.OVERRIDABLE_CALL);
  }

  /** The companion declares a parameter for the object, so it has to name its class. */
  private boolean isReceiverNameable(Site tree, ExecutableElement callee) {
    TypeElement owner = (TypeElement) callee.getEnclosingElement();
    String what = "the object of " + file.text().quote(tree.whole());
    if (!file.isVisible(owner)) {
      file.report(Message.INVISIBLE_TYPE, tree.name(), what, owner.getQualifiedName());
      return false;
    }
    if (isInnerOfGeneric(owner)) {
      file.report(Message.GENERIC_TYPE, tree.name(), what, owner.asType());
      return false;
    }
    return true;
  }

  /** Whether objects of a class lie in objects of one with type parameters. */
  static boolean isInnerOfGeneric(TypeElement owner) {
    boolean inner =
        owner.getEnclosingElement() instanceof TypeElement && !MethodLowering.isStatic(owner);
    TypeElement outer = inner ? (TypeElement) owner.getEnclosingElement() : null;
    return inner && (!outer.getTypeParameters().isEmpty() || isInnerOfGeneric(outer));
  }

  private Optional<Callee> elsewhere(Site tree, ExecutableElement callee) {
    if (callee.getParameters().stream().anyMatch(RecordParameters::isRecord)) {
      file.report(
          Message.UNKNOWN_METHOD,
          tree.name(),
          file.text().quote(tree.whole()),
          "it takes a record, which is followed inside of one file only");
      return Optional.empty();
    }
    CompanionLookup.Answer answer = file.lookup().find(callee);
    if (answer instanceof CompanionLookup.Answer.Found found) {
      return Optional.of(found.callee());
    }
    if (answer instanceof CompanionLookup.Answer.NotDifferentiable refused) {
      file.report(
          byHand(callee),
          MethodLowering.isStatic(callee) ? Message.UNKNOWN_METHOD : Message.FOREIGN_INSTANCE,
          tree.name(),
          file.text().quote(tree.whole()),
          refused.reason());
    } else {
      file.waitForCompanion();
    }
    return Optional.empty();
  }

  private Optional<Message> offence(Site tree, ExecutableElement callee) {
    boolean original =
        !file.isInFile(callee)
            || Annotations.isNonDifferentiable(callee)
            || file.handWritten(file.types().key(callee)).isPresent();
    if (isGeneric(tree, callee, original)) {
      return Optional.of(Message.GENERIC_CALL);
    }
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

  /**
   * Whether type variables stand in the way of a call. A body is followed with objects of their
   * bounds; what is called as it is, and what is returned, has the types that the call gives it.
   */
  private static boolean isGeneric(Site tree, ExecutableElement callee, boolean original) {
    boolean takes =
        callee.getParameters().stream().anyMatch(each -> TypeMapping.isVariable(each.asType()));
    boolean own = !callee.getTypeParameters().isEmpty();
    return TypeMapping.isVariable(callee.getReturnType())
        || (own || takes) && (original || tree.whole() instanceof MemberReferenceTree);
  }

  private boolean isOnReceiver(MethodInvocationTree tree, ExecutableElement callee) {
    if (method.receiver().isEmpty()) {
      return false;
    }
    boolean self =
        !(tree.getMethodSelect() instanceof MemberSelectTree select)
            || Receivers.isThis(select.getExpression());
    return self && callee.getEnclosingElement().equals(method.element().getEnclosingElement());
  }

  /**
   * Whether a subclass could replace an instance method. A class whose constructors are all private
   * can be extended in its own file only, which is looked at.
   */
  static boolean isOverridable(FileContext file, ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    return !method.getModifiers().contains(Modifier.PRIVATE)
        && !method.getModifiers().contains(Modifier.FINAL)
        && !owner.getModifiers().contains(Modifier.FINAL)
        && owner.getKind() != ElementKind.RECORD
        && !Subclasses.isClosed(file, owner);
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
