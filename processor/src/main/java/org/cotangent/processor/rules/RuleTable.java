package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Variable;

/**
 * All rules, found by the identity of a method. The lines are written down in {@link MathRules},
 * {@link IntegerRules}, {@link LibraryRules} and {@link PartialsRules}; they are read once.
 */
public final class RuleTable {
  private static final String PARTIALS = "org.cotangent.runtime.Partials";

  private final Map<MethodKey, Rule> rules;
  private final MethodLookup methods;

  /**
   * The lines of one class.
   *
   * @param owner its qualified name
   * @param math what {@code Math} means in its partials
   * @param others what other names of classes mean; that of the owner means itself
   */
  record Section(String owner, String math, List<RuleText> lines, Map<String, String> others) {
    static Section of(String owner, List<RuleText> lines) {
      return new Section(owner, "java.lang.Math", lines, Map.of());
    }

    /** What the names of classes in a partial mean. */
    Map<String, String> owners() {
      Map<String, String> owners = new LinkedHashMap<>(others);
      owners.put(owner.substring(owner.lastIndexOf('.') + 1), owner);
      owners.put("Math", math);
      owners.put("Partials", PARTIALS);
      return owners;
    }
  }

  /** Initialised on first use: a compilation without annotations never reads the table. */
  private static final class Standard {
    private static final RuleTable TABLE = new RuleTable(sections());
  }

  private RuleTable(List<Section> sections) {
    Map<Section, List<Signature>> signatures = new LinkedHashMap<>();
    for (Section section : sections) {
      signatures.put(
          section,
          section.lines().stream()
              .map(line -> Signature.parse(section.owner(), line.signature()))
              .toList());
    }
    methods =
        new MethodLookup(
            Stream.concat(
                    signatures.values().stream().flatMap(List::stream),
                    LibraryRules.called().stream())
                .map(Signature::method)
                .toList());
    Map<MethodKey, Rule> read = new LinkedHashMap<>();
    signatures.forEach(
        (section, heads) -> {
          for (int i = 0; i < heads.size(); i++) {
            Rule rule = rule(section.owners(), heads.get(i), section.lines().get(i));
            if (read.put(rule.method().key(), rule) != null) {
              throw new IllegalStateException("two rules for " + rule.method().key());
            }
          }
        });
    rules = Collections.unmodifiableMap(read);
  }

  /** The table of the methods of Java and of some libraries. */
  public static RuleTable standard() {
    return Standard.TABLE;
  }

  /** The rule of a method, or nothing when the table does not know it. */
  public Optional<Rule> find(MethodKey key) {
    return Optional.ofNullable(rules.get(key));
  }

  /** Every rule, in the order of the documentation. */
  public List<Rule> all() {
    return List.copyOf(rules.values());
  }

  /** The lines that the standard table is read from. */
  static List<Section> sections() {
    List<RuleText> math = new ArrayList<>(MathRules.math());
    math.addAll(IntegerRules.math());
    List<RuleText> strictMath = new ArrayList<>(MathRules.strictMath());
    strictMath.addAll(IntegerRules.math());
    List<RuleText> ofDouble = new ArrayList<>(MathRules.maximumMinimumAndSum("double"));
    ofDouble.addAll(IntegerRules.ofDouble());
    List<RuleText> ofFloat = new ArrayList<>(MathRules.maximumMinimumAndSum("float"));
    ofFloat.addAll(IntegerRules.ofFloat());
    List<Section> sections = new ArrayList<>(ofJava(math, strictMath, ofDouble, ofFloat));
    sections.addAll(LibraryRules.sections());
    sections.add(Section.of(PARTIALS, PartialsRules.lines()));
    return sections;
  }

  private static List<Section> ofJava(
      List<RuleText> math,
      List<RuleText> strictMath,
      List<RuleText> ofDouble,
      List<RuleText> ofFloat) {
    return List.of(
        Section.of("java.lang.Math", math),
        new Section("java.lang.StrictMath", "java.lang.StrictMath", strictMath, Map.of()),
        Section.of("java.lang.Double", ofDouble),
        Section.of("java.lang.Float", ofFloat),
        Section.of("java.lang.Integer", IntegerRules.ofInteger()),
        Section.of("java.lang.Long", IntegerRules.ofLong()),
        Section.of("java.lang.Short", IntegerRules.ofSmall("short", "parseShort")),
        Section.of("java.lang.Byte", IntegerRules.ofSmall("byte", "parseByte")),
        Section.of("java.lang.Character", IntegerRules.ofCharacter()),
        Section.of("java.lang.Boolean", IntegerRules.ofBoolean()));
  }

  /** The methods that partials may call. */
  MethodLookup methods() {
    return methods;
  }

  /** Reads one more partial of a rule; {@code Math} in it means the class of the rule's method. */
  Expr parse(Rule rule, String text) {
    return parse(
        Map.of("Math", rule.method().owner(), "Partials", PARTIALS),
        new Signature(rule.method(), rule.parameters(), rule.result()),
        text);
  }

  private Expr parse(Map<String, String> owners, Signature head, String text) {
    List<Variable> names = new ArrayList<>(head.parameters());
    names.add(head.result());
    return PartialParser.parse(methods, owners, names, text);
  }

  private Rule rule(Map<String, String> owners, Signature head, RuleText line) {
    List<Expr> partials = new ArrayList<>();
    List<Expr> strictPartials = new ArrayList<>();
    List<Boolean> strongZero = new ArrayList<>();
    if (line.kind() == Rule.Kind.DIFFERENTIABLE) {
      for (Variable parameter : head.parameters()) {
        boolean listed = line.partials().containsKey(parameter.name());
        if (listed != parameter.type().isFloating()) {
          throw new IllegalStateException(
              "a line has a partial by each floating-point parameter: " + line.signature());
        }
        RuleText.Partial partial = line.partials().get(parameter.name());
        partials.add(partial == null ? null : parse(owners, head, partial.subgradient()));
        strictPartials.add(partial == null ? null : parse(owners, head, partial.strict()));
        strongZero.add(partial != null && partial.strongZero());
      }
    }
    return new Rule(
        head.method(),
        line.kind(),
        head.parameters(),
        head.result(),
        Collections.unmodifiableList(partials),
        Collections.unmodifiableList(strictPartials),
        List.copyOf(strongZero));
  }
}
