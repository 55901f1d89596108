/**
 * The examples by which reverse-mode differentiation is usually taught, each a small class with one
 * idea. Their tests compare every derivative with a closed form, a recursion written by hand or
 * differences.
 */
package org.cotangent.samples.classics;
