/**
 * Samples whose work is linear algebra: they run on OpenCL where it is there and faster, else on
 * the CPU, and say at the end where they ran.
 */
package org.cotangent.samples.matrices;
