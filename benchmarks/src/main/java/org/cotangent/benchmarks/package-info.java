/** Measurements of Cotangent: run by {@code bin/bench}, never by tests. */
package org.cotangent.benchmarks;
