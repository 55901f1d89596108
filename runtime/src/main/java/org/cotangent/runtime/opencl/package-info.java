/**
 * Matrix operations on OpenCL devices, through JOCL: the only package that knows {@code org.jocl}.
 * {@link org.cotangent.runtime.opencl.OpenCl} is the way in. It touches no class of JOCL before a
 * child process has found a device that works; what follows it is
 *
 * <ul>
 *   <li>{@code ClDevice}, {@code ClMemory}, {@code ClProgram}: the driver's objects, checked on
 *       every call, since JOCL checks nothing and a wrong call ends the process;
 *   <li>{@code MemoryPool}, {@code ProgramCache}, {@code Programs}: memory and programs that are
 *       used again;
 *   <li>{@code Products}, {@code Maps}, {@code Reductions}: what the operations are made of;
 *   <li>{@code OpenClBackend}: the backend, put together.
 * </ul>
 */
package org.cotangent.runtime.opencl;
