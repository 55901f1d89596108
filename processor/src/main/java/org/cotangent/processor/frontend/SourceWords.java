package org.cotangent.processor.frontend;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of source texts that may name classes. Comments and strings are not told apart from
 * code: a word too many costs a look-up, nothing else.
 */
final class SourceWords {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.$]+)\\s*;");
  private static final Pattern STAR = Pattern.compile("\\bimport\\s+([\\w.$]+)\\.\\*\\s*;");

  private final Set<String> upper = new TreeSet<>();
  private final Set<String> lower = new TreeSet<>();

  /** Adds the words of a text. */
  void add(CharSequence text) {
    int i = 0;
    while (i < text.length()) {
      if (!Character.isJavaIdentifierStart(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
        i++;
      }
      String word = text.subSequence(start, i).toString();
      (Character.isLowerCase(word.charAt(0)) ? lower : upper).add(word);
    }
  }

  /** Words that look like the names of classes. */
  Set<String> upper() {
    return Collections.unmodifiableSet(upper);
  }

  /** All other words. */
  Set<String> lower() {
    return Collections.unmodifiableSet(lower);
  }

  /** The packages whose classes a text may name without more: its own and those imported whole. */
  static Set<String> openPackages(CharSequence text) {
    Set<String> packages = new TreeSet<>();
    Matcher own = PACKAGE.matcher(text);
    packages.add(own.find() ? own.group(1) : "");
    Matcher star = STAR.matcher(text);
    while (star.find()) {
      packages.add(star.group(1));
    }
    return packages;
  }
}
