package org.cotangent.processor.rules;

import static org.cotangent.processor.rules.RuleText.unsupported;

import java.util.List;
import java.util.stream.Stream;

/**
 * Pure methods of {@code java.lang} whose results carry no derivative: integers, booleans, numbers
 * that are read from text. A method that would hide a derivative (bits turned back into a
 * floating-point number) is refused instead.
 */
final class IntegerRules {

  private static final String BITS =
      "the derivative of the number whose bits these are would be lost without a word";

  private IntegerRules() {}

  /** The integer methods that {@code Math} and {@code StrictMath} have in common. */
  static List<RuleText> math() {
    return constants(
        """
        int abs(int a)
        long abs(long a)
        int absExact(int a)
        long absExact(long a)
        int addExact(int x, int y)
        long addExact(long x, long y)
        int ceilDiv(int x, int y)
        long ceilDiv(long x, int y)
        long ceilDiv(long x, long y)
        int ceilDivExact(int x, int y)
        long ceilDivExact(long x, long y)
        int ceilMod(int x, int y)
        int ceilMod(long x, int y)
        long ceilMod(long x, long y)
        int clamp(long value, int min, int max)
        long clamp(long value, long min, long max)
        int decrementExact(int a)
        long decrementExact(long a)
        int divideExact(int x, int y)
        long divideExact(long x, long y)
        int floorDiv(int x, int y)
        long floorDiv(long x, int y)
        long floorDiv(long x, long y)
        int floorDivExact(int x, int y)
        long floorDivExact(long x, long y)
        int floorMod(int x, int y)
        int floorMod(long x, int y)
        long floorMod(long x, long y)
        int incrementExact(int a)
        long incrementExact(long a)
        int max(int a, int b)
        long max(long a, long b)
        int min(int a, int b)
        long min(long a, long b)
        int multiplyExact(int x, int y)
        long multiplyExact(long x, int y)
        long multiplyExact(long x, long y)
        long multiplyFull(int x, int y)
        long multiplyHigh(long x, long y)
        int negateExact(int a)
        long negateExact(long a)
        int powExact(int x, int n)
        long powExact(long x, int n)
        int subtractExact(int x, int y)
        long subtractExact(long x, long y)
        int toIntExact(long value)
        int unsignedMultiplyExact(int x, int y)
        long unsignedMultiplyExact(long x, int y)
        long unsignedMultiplyExact(long x, long y)
        long unsignedMultiplyHigh(long x, long y)
        int unsignedPowExact(int x, int n)
        long unsignedPowExact(long x, int n)
        """);
  }

  /** The tests and conversions of {@code Double}. */
  static List<RuleText> ofDouble() {
    return join(
        constants(
            """
            boolean isFinite(double d)
            boolean isInfinite(double v)
            boolean isNaN(double v)
            int compare(double d1, double d2)
            int hashCode(double value)
            long doubleToLongBits(double value)
            long doubleToRawLongBits(double value)
            double parseDouble(String s)
            """),
        unsupported("double longBitsToDouble(long bits)", BITS));
  }

  /** The tests and conversions of {@code Float}. */
  static List<RuleText> ofFloat() {
    return join(
        constants(
            """
            boolean isFinite(float f)
            boolean isInfinite(float v)
            boolean isNaN(float v)
            int compare(float f1, float f2)
            int hashCode(float value)
            int floatToIntBits(float value)
            int floatToRawIntBits(float value)
            float float16ToFloat(short bits)
            float parseFloat(String s)
            """),
        unsupported("float intBitsToFloat(int bits)", BITS),
        unsupported(
            "short floatToFloat16(float f)",
            "the derivative through the rounded number would be lost without a word"));
  }

  /** The methods of {@code Integer}. */
  static List<RuleText> ofInteger() {
    return join(
        bitsAndComparisons("int"),
        constants(
            """
            int parseInt(String s)
            int parseInt(String s, int radix)
            int parseUnsignedInt(String s)
            int parseUnsignedInt(String s, int radix)
            long toUnsignedLong(int x)
            """));
  }

  /** The methods of {@code Long}. */
  static List<RuleText> ofLong() {
    return join(
        bitsAndComparisons("long"),
        constants(
            """
            long parseLong(String s)
            long parseLong(String s, int radix)
            long parseUnsignedLong(String s)
            long parseUnsignedLong(String s, int radix)
            """));
  }

  /** The methods of {@code Short} and {@code Byte}. */
  static List<RuleText> ofSmall(String type, String parse) {
    return constants(
        """
        int compare(T x, T y)
        int compareUnsigned(T x, T y)
        int hashCode(T value)
        int toUnsignedInt(T x)
        long toUnsignedLong(T x)
        T PARSE(String s)
        T PARSE(String s, int radix)
        """
            .replaceAll("\\bT\\b", type)
            .replace("PARSE", parse));
  }

  /** The methods of {@code Boolean}. */
  static List<RuleText> ofBoolean() {
    return constants(
        """
        int compare(boolean x, boolean y)
        int hashCode(boolean value)
        boolean logicalAnd(boolean a, boolean b)
        boolean logicalOr(boolean a, boolean b)
        boolean logicalXor(boolean a, boolean b)
        boolean parseBoolean(String s)
        """);
  }

  /** The methods of {@code Character}. */
  static List<RuleText> ofCharacter() {
    return join(
        join(characters("char"), characters("int")),
        constants(
            """
            int compare(char x, char y)
            char forDigit(int digit, int radix)
            int hashCode(char value)
            boolean isAlphabetic(int codePoint)
            """));
  }

  private static List<RuleText> bitsAndComparisons(String type) {
    return constants(
        """
        int bitCount(T i)
        int compare(T x, T y)
        int compareUnsigned(T x, T y)
        T compress(T i, T mask)
        T divideUnsigned(T dividend, T divisor)
        T expand(T i, T mask)
        int hashCode(T value)
        T highestOneBit(T i)
        T lowestOneBit(T i)
        T max(T a, T b)
        T min(T a, T b)
        int numberOfLeadingZeros(T i)
        int numberOfTrailingZeros(T i)
        T remainderUnsigned(T dividend, T divisor)
        T reverse(T i)
        T reverseBytes(T i)
        T rotateLeft(T i, int distance)
        T rotateRight(T i, int distance)
        int signum(T i)
        T sum(T a, T b)
        """
            .replaceAll("\\bT\\b", type));
  }

  private static List<RuleText> characters(String type) {
    return constants(
        """
        int digit(T c, int radix)
        int getNumericValue(T c)
        int getType(T c)
        boolean isDigit(T c)
        boolean isLetter(T c)
        boolean isLetterOrDigit(T c)
        boolean isLowerCase(T c)
        boolean isSpaceChar(T c)
        boolean isUpperCase(T c)
        boolean isWhitespace(T c)
        T toLowerCase(T c)
        T toUpperCase(T c)
        """
            .replaceAll("\\bT\\b", type));
  }

  private static List<RuleText> constants(String lines) {
    return lines.lines().map(RuleText::constant).toList();
  }

  private static List<RuleText> join(List<RuleText> first, RuleText... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toList();
  }

  private static List<RuleText> join(List<RuleText> first, List<RuleText> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
