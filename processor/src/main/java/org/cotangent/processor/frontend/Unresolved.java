package org.cotangent.processor.frontend;

import org.cotangent.processor.ir.Span;

/**
 * Something in a body that the compiler cannot make sense of.
 *
 * @param name the name that is missing, such as {@code Config}; empty when nothing is missing and
 *     the body is wrong in another way
 * @param method the method whose body it is
 * @param detail the compiler's own first line on it; empty when it has none at this place
 * @param span where
 */
public record Unresolved(String name, String method, String detail, Span span) {}
