package org.cotangent.processor.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small texts around Java source. */
public final class Sources {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^[\\w@() \"]*?\\b(?:class|record|interface|enum)\\s+(\\w+)");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?m)^(?=(?:public |private |static |final |strictfp )*[\\w\\[\\]]+ \\w+\\()");

  private Sources() {}

  /** The qualified name of the first top-level class of a file. */
  public static String className(String source) {
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException("no class in:\n" + source);
    }
    Matcher inPackage = PACKAGE.matcher(source);
    return inPackage.find() ? inPackage.group(1) + "." + type.group(1) : type.group(1);
  }

  /**
   * The text itself where it has a class, else the file of class {@code p.Model} with these
   * members.
   */
  public static String file(String text) {
    return TYPE.matcher(text).find() ? text : model(text);
  }

  /**
   * A file of class {@code p.Model} with these members. Where none of them is annotated, the first
   * method becomes {@code @Differentiable}, which is what most tests want to say.
   */
  public static String model(String members) {
    String annotated = members;
    if (!members.contains("@Differentiable")) {
      Matcher method = METHOD.matcher(members);
      if (!method.find()) {
        throw new IllegalArgumentException("no method in:\n" + members);
      }
      annotated =
          members.substring(0, method.start())
              + "@Differentiable "
              + members.substring(method.start());
    }
    return "package p;\n\nimport org.cotangent.*;\n\nfinal class Model {\n"
        + annotated.indent(2)
        + "}\n";
  }
}
