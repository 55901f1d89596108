package org.cotangent.runtime.opencl;

import java.util.concurrent.locks.ReentrantLock;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.cotangent.runtime.backend.Precision;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/**
 * A device in use: its context and its one queue. All commands go through the queue in the order in
 * which threads come to its lock, so what one thread wrote another may read, and memory that was
 * given back may be given out again while old commands still use it. Every answer of the driver is
 * looked at; after a loss nothing is sent any more.
 */
final class ClDevice implements AutoCloseable {
  /** Commands are sent on after so many, lest the driver hoards them. */
  private static final int COMMANDS_PER_FLUSH = 16;

  private static final int COMMANDS_PER_WAIT = 1024;

  private final DeviceInfo info;
  private final cl_device_id id;
  private final cl_context context;
  private final cl_command_queue queue;
  private final Transfers transfers;
  private final ReentrantLock lock = new ReentrantLock();
  private long commands;
  private volatile BackendException loss;
  private volatile boolean closed;

  private ClDevice(DeviceInfo info, cl_device_id id, cl_context context, cl_command_queue queue) {
    this.info = info;
    this.id = id;
    this.context = context;
    this.queue = queue;
    this.transfers = new Transfers(this, info.unified());
  }

  /** Takes a device into use. */
  static ClDevice open(ClPlatforms.Found found) {
    CL.setExceptionsEnabled(false);
    String label = found.info().label();
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, found.platform());
    int[] code = new int[1];
    cl_device_id[] ids = {found.device()};
    cl_context context = CL.clCreateContext(properties, 1, ids, null, null, code);
    require("clCreateContext", code[0], label);
    cl_command_queue queue = createQueue(context, found.device(), code);
    if (code[0] != CL.CL_SUCCESS) {
      CL.clReleaseContext(context);
      throw Failure.of("clCreateCommandQueue", code[0], label);
    }
    return new ClDevice(found.info(), found.device(), context, queue);
  }

  @SuppressWarnings("deprecation") // the newer call needs OpenCL 2.0, and does no more
  private static cl_command_queue createQueue(cl_context context, cl_device_id id, int[] code) {
    return CL.clCreateCommandQueue(context, id, 0, code);
  }

  DeviceInfo info() {
    return info;
  }

  cl_context context() {
    return context;
  }

  cl_device_id id() {
    return id;
  }

  /** New memory. Its pages may only be taken when they are first used. */
  ClMemory create(long bytes) {
    checkAlive();
    int[] code = new int[1];
    cl_mem memory = CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, bytes, null, code);
    check("clCreateBuffer(" + bytes + " bytes)", code[0]);
    return new ClMemory(memory, bytes);
  }

  /** New memory that holds these numbers. */
  ClMemory create(int[] data) {
    checkAlive();
    int[] code = new int[1];
    int[] copied = data.length == 0 ? new int[1] : data;
    long bytes = (long) Integer.BYTES * copied.length;
    long flags = CL.CL_MEM_READ_ONLY | CL.CL_MEM_COPY_HOST_PTR;
    cl_mem memory = CL.clCreateBuffer(context, flags, bytes, Pointer.to(copied), code);
    check("clCreateBuffer(" + bytes + " bytes)", code[0]);
    return new ClMemory(memory, bytes);
  }

  /** Makes the driver take the pages of new memory now, rather than fail when they are used. */
  void touch(ClMemory memory) {
    locked(
        () -> {
          cl_mem[] memories = {memory.handle()};
          long flags = CL.CL_MIGRATE_MEM_OBJECT_CONTENT_UNDEFINED;
          check(
              "clEnqueueMigrateMemObjects",
              CL.clEnqueueMigrateMemObjects(queue, 1, memories, flags, 0, null, null));
          Pointer zero = Pointer.to(new int[1]);
          check(
              "clEnqueueFillBuffer",
              CL.clEnqueueFillBuffer(
                  queue, memories[0], zero, Integer.BYTES, 0, Integer.BYTES, 0, null, null));
          check("clFinish", CL.clFinish(queue));
        });
  }

  /** Gives memory back; commands that were asked for before may still use it. */
  void release(ClMemory memory) {
    lock.lock();
    try {
      cl_mem handle = memory.markReleased();
      if (handle != null && !closed && loss == null) {
        check("clReleaseMemObject", CL.clReleaseMemObject(handle));
      }
    } finally {
      lock.unlock();
    }
  }

  void upload(Object array, int size, Precision precision, ClMemory memory) {
    transfers.upload(array, size, precision, memory);
  }

  void download(ClMemory memory, int size, Precision precision, Object array) {
    transfers.download(memory, size, precision, array);
  }

  /** Runs a kernel over {@code global} work-items in groups of {@code local} (null: any). */
  void run(ClKernel kernel, long[] global, long[] local, Object... arguments) {
    locked(
        () -> {
          kernel.set(arguments, info.label());
          check(
              "clEnqueueNDRangeKernel(" + kernel.name() + ")",
              CL.clEnqueueNDRangeKernel(
                  queue, kernel.handle(), global.length, null, global, local, 0, null, null));
          commands++;
          if (commands % COMMANDS_PER_WAIT == 0) {
            // a queue that nobody waits for would grow without end
            check("clFinish", CL.clFinish(queue));
          } else if (commands % COMMANDS_PER_FLUSH == 0) {
            check("clFlush", CL.clFlush(queue));
          }
        });
  }

  /** Waits for all commands of all threads. Any error is a loss: it belongs to an older command. */
  void finish() {
    checkAlive();
    int code = CL.clFinish(queue);
    if (code != CL.CL_SUCCESS) {
      throw lose(Failure.of(Kind.LOST, "clFinish", code, info.label()));
    }
  }

  /** The kernel of a built program. */
  ClKernel createKernel(cl_program program, String name) {
    checkAlive();
    int[] code = new int[1];
    cl_kernel handle = CL.clCreateKernel(program, name, code);
    check("clCreateKernel(" + name + ")", code[0]);
    int[] count = new int[1];
    check(
        "clGetKernelInfo",
        CL.clGetKernelInfo(handle, CL.CL_KERNEL_NUM_ARGS, Integer.BYTES, Pointer.to(count), null));
    return new ClKernel(name, handle, count[0]);
  }

  /** Does something with the queue, alone. */
  void locked(Runnable commands) {
    lock.lock();
    try {
      checkAlive();
      commands.run();
    } finally {
      lock.unlock();
    }
  }

  /** The queue, for {@link #locked} commands. */
  cl_command_queue queue() {
    return queue;
  }

  /** Throws what a code means, and notes a loss. */
  void check(String call, int code) {
    if (code != CL.CL_SUCCESS) {
      BackendException failure = Failure.of(call, code, info.label());
      throw failure.kind() == Kind.LOST ? lose(failure) : failure;
    }
  }

  /** Refuses to go on after a loss, or when closed. */
  void checkAlive() {
    BackendException lost = loss;
    if (lost != null) {
      throw new BackendException(Kind.LOST, "the device is lost: " + lost.getMessage(), lost);
    }
    if (closed) {
      throw new BackendException(Kind.LOST, "the device is closed: " + info.label(), null);
    }
  }

  private BackendException lose(BackendException failure) {
    loss = failure;
    return failure;
  }

  /** Gives kernels and a program back. */
  void release(ClProgram program) {
    for (ClKernel kernel : program.kernels()) {
      CL.clReleaseKernel(kernel.handle());
    }
    CL.clReleaseProgram(program.handle());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        if (loss == null) {
          CL.clFinish(queue);
        }
        CL.clReleaseCommandQueue(queue);
        CL.clReleaseContext(context);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void require(String call, int code, String label) {
    if (code != CL.CL_SUCCESS) {
      throw Failure.of(call, code, label);
    }
  }
}
