package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Looks for companions by their names, in this compilation and in what it compiles against. Only
 * signatures and annotations are read, so that a companion changes only when its own source file or
 * the signatures of others do.
 */
public final class OuterCompanionLookup implements CompanionLookup {
  private final Host host;
  private final RoundSources sources;
  private final Map<String, Companion> made;
  private final Predicate<String> isPending;
  private final HandWrittenLookup handWritten;

  /**
   * A lookup for one round.
   *
   * @param made the companions that have been made in this compilation, by the qualified names of
   *     their classes
   * @param isPending whether the companion of a class, by its qualified name, is still to be
   *     written and worth waiting for
   */
  public OuterCompanionLookup(
      Host host, RoundSources sources, Map<String, Companion> made, Predicate<String> isPending) {
    this.host = host;
    this.sources = sources;
    this.made = made;
    this.isPending = isPending;
    this.handWritten = new HandWrittenLookup(host);
  }

  @Override
  public Optional<Callee.Custom> handWritten(MethodKey key, String className) {
    return handWritten.find(key, className);
  }

  @Override
  public Answer find(ExecutableElement method) {
    MethodKey key = Signatures.key(method);
    TypeElement owner = host.elements().getTypeElement(key.owner());
    Optional<ExecutableElement> declared =
        owner == null ? Optional.empty() : method(owner, key.signature());
    if (declared.isEmpty()) {
      return new Answer.NotDifferentiable(key.owner() + " has no class file to look it up in");
    }
    boolean annotated = Annotations.differentiable(declared.get()).isPresent();
    boolean byFields =
        Annotations.differentiable(declared.get())
            .map(mirror -> Annotations.strings(mirror, "wrt"))
            .orElse(List.of())
            .stream()
            .anyMatch(FieldsAsked::isField);
    if (byFields) {
      return new Answer.NotDifferentiable("it is differentiated by fields of its own object");
    }
    if (annotated
        && declared.get().getReturnType().getKind() == TypeKind.DECLARED
        && !Signatures.type(declared.get().getReturnType()).isMatrix()) {
      return new Answer.NotDifferentiable("it returns a record, which only its own file knows");
    }
    if (!sources.contains(owner)) {
      return inClassFile(owner, declared.get(), key)
          .<Answer>map(Answer.Found::new)
          .orElseGet(() -> new Answer.NotDifferentiable(missing(owner, annotated)));
    }
    // The class file of an older companion may lie on the class path: for a class of this
    // compilation it says nothing before the new one is written.
    if (!annotated) {
      return new Answer.NotDifferentiable(missing(owner, false));
    }
    if (isPending.test(key.owner())) {
      return new Answer.Later();
    }
    return new Answer.Found(
        Optional.ofNullable(made.get(key.owner()))
            .flatMap(companion -> inCompanion(companion, declared.get(), key))
            .orElseGet(() -> expected(owner, declared.get(), key)));
  }

  private String missing(TypeElement owner, boolean annotated) {
    return annotated
        ? "its companion " + companionName(owner) + " is missing, so its jar was built without it"
        : "it is not annotated with @Differentiable";
  }

  private static Optional<ExecutableElement> method(TypeElement owner, String signature) {
    return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
        .filter(method -> Signatures.key(method).signature().equals(signature))
        .findFirst();
  }

  private String companionName(TypeElement owner) {
    String packageName = host.elements().getPackageOf(owner).getQualifiedName().toString();
    String name = owner.getQualifiedName().toString();
    return CompanionNames.qualifiedCompanion(
        packageName, packageName.isEmpty() ? name : name.substring(packageName.length() + 1));
  }

  /** What a companion says that was made a moment ago. */
  private static Optional<Callee.Companion> inCompanion(
      Companion companion, ExecutableElement method, MethodKey key) {
    for (Companion.GeneratedFunction candidate : companion.functions()) {
      if (candidate.mark().isPresent() && candidate.mark().get().of().equals(key.signature())) {
        String record =
            candidate.returnType() instanceof Type.GeneratedRecord generated
                ? generated.name()
                : "";
        List<String> components =
            companion.records().stream()
                .filter(declaration -> declaration.name().equals(record))
                .flatMap(declaration -> declaration.components().stream())
                .map(Variable::name)
                .toList();
        Companion.Mark mark = candidate.mark().get();
        return Optional.of(
            new Callee.Companion(
                key,
                Signatures.type(method.getReturnType()),
                companion.qualifiedName(),
                candidate.name(),
                mark.wrt(),
                mark.writes(),
                scalars(components, mark.wrt(), key),
                record));
      }
    }
    return Optional.empty();
  }

  /** What the companion of a class file says. */
  private Optional<Callee.Companion> inClassFile(
      TypeElement owner, ExecutableElement method, MethodKey key) {
    TypeElement companion = host.elements().getTypeElement(companionName(owner));
    if (companion == null) {
      return Optional.empty();
    }
    for (ExecutableElement candidate : ElementFilter.methodsIn(companion.getEnclosedElements())) {
      Optional<? extends AnnotationMirror> mark = Annotations.generated(candidate);
      if (mark.isPresent()
          && Annotations.strings(mark.get(), "of").equals(List.of(key.signature()))) {
        List<Integer> wrt = Annotations.integers(mark.get(), "wrt");
        List<String> components = recordComponents(candidate.getReturnType());
        return Optional.of(
            new Callee.Companion(
                key,
                Signatures.type(method.getReturnType()),
                companion.getQualifiedName().toString(),
                candidate.getSimpleName().toString(),
                wrt,
                Annotations.integers(mark.get(), "writes"),
                scalars(components, wrt, key),
                components.isEmpty() ? "" : recordName(candidate.getReturnType())));
      }
    }
    return Optional.empty();
  }

  /** The adjoints of scalars come last in the record, whether or not there is a value before. */
  private static List<String> scalars(List<String> components, List<Integer> wrt, MethodKey key) {
    int count = (int) wrt.stream().filter(i -> isScalar(key.parameterTypes().get(i))).count();
    return components.subList(Math.max(0, components.size() - count), components.size());
  }

  private static List<String> recordComponents(TypeMirror type) {
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.RECORD) {
      return element.getRecordComponents().stream()
          .map(RecordComponentElement::getSimpleName)
          .map(Object::toString)
          .toList();
    }
    return List.of();
  }

  private static String recordName(TypeMirror type) {
    return ((DeclaredType) type).asElement().getSimpleName().toString();
  }

  /**
   * What a companion that is still to be written will look like, as far as the signature tells:
   * every array parameter counts as written to.
   */
  private Callee.Companion expected(TypeElement owner, ExecutableElement method, MethodKey key) {
    List<? extends VariableElement> parameters = method.getParameters();
    List<String> names =
        Annotations.differentiable(method)
            .map(mirror -> Annotations.strings(mirror, "wrt"))
            .orElse(List.of());
    List<Integer> wrt = new ArrayList<>();
    List<Integer> writes = new ArrayList<>();
    List<String> scalars = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      Type type = key.parameterTypes().get(i);
      String name = parameter.getSimpleName().toString();
      boolean data = Annotations.isNonDifferentiable(parameter);
      if (names.isEmpty() ? type.isDifferentiable() && !data : names.contains(name)) {
        wrt.add(i);
        if (isScalar(type)) {
          scalars.add(name);
        }
      }
      if (type.isArray()) {
        writes.add(i);
      }
    }
    String backward = CompanionNames.backwardMethod(key.name());
    return new Callee.Companion(
        key,
        Signatures.type(method.getReturnType()),
        companionName(owner),
        backward,
        wrt,
        writes,
        scalars,
        scalars.isEmpty() ? "" : CompanionNames.backwardRecord(recordPrefix(owner, method)));
  }

  private static String recordPrefix(TypeElement owner, ExecutableElement method) {
    List<ExecutableElement> targets =
        ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
            .filter(target -> Annotations.differentiable(target).isPresent())
            .toList();
    List<String> names = targets.stream().map(target -> target.getSimpleName().toString()).toList();
    return CompanionNames.recordPrefixes(names).get(targets.indexOf(method));
  }

  private static boolean isScalar(Type type) {
    return type.isFloating();
  }
}
