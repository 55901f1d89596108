/**
 * What operations on matrices cost: products against OpenBLAS, adjoints against what they are the
 * adjoints of, and training steps against PyTorch.
 */
package org.cotangent.benchmarks.matrices;
