/**
 * Facts about a normalised method: which names mean one array, what calls write, which values carry
 * derivatives. Results are side tables; no analysis changes the program.
 */
package org.cotangent.processor.analysis;
