/**
 * From javac's typed tree to the intermediate language. The only package that knows {@code
 * com.sun.source}.
 *
 * <p>Input: a class with annotated methods, its bodies typed. Output: a {@link
 * org.cotangent.processor.ir.SourceUnit}, or all the reasons why there is none. Everything that
 * comes out has expressions without side effects, evaluated in Java's order.
 */
package org.cotangent.processor.frontend;
