package org.cotangent.runtime.opencl;

/**
 * What a program is built from.
 *
 * @param name what reports call it
 * @param source OpenCL C
 * @param options of the compiler
 */
record ProgramText(String name, String source, String options) {}
