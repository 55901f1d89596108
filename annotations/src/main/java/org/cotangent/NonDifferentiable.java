package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The derivative is zero by decision: an annotated parameter is data, an annotated method's result
 * is a constant.
 *
 * <p>Such a method only reads the arrays that it is given: a differentiated method may call it with
 * arrays only if its body stands in the same file and visibly does not write them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface NonDifferentiable {}
