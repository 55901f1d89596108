/**
 * The last room: prints a companion as a Java file that reads as if a person had written it.
 *
 * <p>Input: an {@link org.cotangent.processor.ir.Companion}. Output: a {@link
 * org.cotangent.processor.emit.JavaSource}. The text evaluates exactly the trees that came in:
 * parentheses, literals and compound assignments are chosen by Java's rules, never by what is
 * mathematically the same. JavaPoet resolves class names and imports; names of variables,
 * expressions, statements and lines are ours. The same companion always gives the same bytes. This
 * is the only package that knows JavaPoet.
 */
package org.cotangent.processor.emit;
