/**
 * Makes generated methods as short as a person would write them; the primal's statements stay as
 * they are.
 */
package org.cotangent.processor.optimize;
