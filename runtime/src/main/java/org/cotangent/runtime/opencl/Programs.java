package org.cotangent.runtime.opencl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/** The programs of a device: each is built once, from the cache on disk where it holds it. */
final class Programs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.cotangent.runtime");
  private static final String FORMAT = "1";
  private static final int SECONDS_TO_END = 20;
  private static final String CLOSING = "the device is being closed";

  private static final long STACK_BYTES = 32L << 20;

  /**
   * One build at a time in the whole process. Drivers lock their compiler for each context only
   * (PoCL does), though what is inside (LLVM, temporary files) is shared by all of them.
   */
  private static final ReentrantLock COMPILER = new ReentrantLock();

  private final ClDevice device;
  private final ProgramCache cache;
  private final ConcurrentHashMap<ProgramText, CompletableFuture<ClProgram>> known =
      new ConcurrentHashMap<>();
  private final ExecutorService builder = Executors.newSingleThreadExecutor(Programs::daemon);
  private final ExecutorService helper = Executors.newSingleThreadExecutor(Programs::daemon);
  private final Thread atExit = new Thread(this::stop, "cotangent-opencl-exit");
  private volatile boolean closing;

  Programs(ClDevice device, ProgramCache cache) {
    this.device = device;
    this.cache = cache;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private static Thread daemon(Runnable task) {
    // compilers recurse deeply, more than a Java thread's usual stack allows for
    Thread thread = new Thread(null, task, "cotangent-opencl-background", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** Does something else in the background, which may use programs. */
  void inBackground(Runnable task) {
    helper.execute(task);
  }

  /** Whether what is done in the background should end soon. */
  boolean isClosing() {
    return closing;
  }

  /** The driver must not be at work while the process takes it down. */
  private void stop() {
    closing = true;
    builder.shutdown();
    helper.shutdown();
    boolean interrupted = false;
    for (ExecutorService each : List.of(helper, builder)) {
      try {
        if (!each.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "the OpenCL driver is still building a program");
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The built program; waits until it is built.
   *
   * @throws BackendException OPERATION, with the compiler's words, if it cannot be built
   */
  ClProgram get(ProgramText text) {
    try {
      return future(text).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BackendException failure) {
        throw new BackendException(failure.kind(), failure.getMessage(), failure);
      }
      throw e;
    }
  }

  /** Whether {@link #get} would not wait; if not, the program is built in the background. */
  boolean isReady(ProgramText text) {
    return future(text).isDone();
  }

  private CompletableFuture<ClProgram> future(ProgramText text) {
    CompletableFuture<ClProgram> built = known.get(text);
    return built != null ? built : known.computeIfAbsent(text, this::start);
  }

  private CompletableFuture<ClProgram> start(ProgramText text) {
    try {
      return CompletableFuture.supplyAsync(() -> build(text), builder);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new BackendException(Kind.LOST, CLOSING, e));
    }
  }

  private ClProgram build(ProgramText text) {
    COMPILER.lock();
    try {
      return buildAlone(text);
    } finally {
      COMPILER.unlock();
    }
  }

  private ClProgram buildAlone(ProgramText text) {
    device.checkAlive();
    if (closing) {
      throw new BackendException(Kind.LOST, CLOSING, null);
    }
    String key = String.join("\n", FORMAT, device.info().identity(), text.options(), text.source());
    byte[] binary = cache.load("program", key);
    if (binary != null) {
      cl_program program = fromBinary(binary, text);
      if (program != null) {
        return new ClProgram(device, program);
      }
    }
    cl_program program = fromSource(text);
    byte[] made = binaryOf(program);
    if (made.length > 0) {
      cache.store("program", key, made);
    }
    return new ClProgram(device, program);
  }

  /** The program, or null if the driver does not take the binary. */
  private cl_program fromBinary(byte[] binary, ProgramText text) {
    int[] code = new int[1];
    int[] status = new int[1];
    cl_device_id[] ids = {device.id()};
    cl_program program =
        CL.clCreateProgramWithBinary(
            device.context(),
            1,
            ids,
            new long[] {binary.length},
            new byte[][] {binary},
            status,
            code);
    if (code[0] != CL.CL_SUCCESS || program == null) {
      return null;
    }
    if (status[0] != CL.CL_SUCCESS
        || CL.clBuildProgram(program, 1, ids, text.options(), null, null) != CL.CL_SUCCESS) {
      CL.clReleaseProgram(program);
      return null;
    }
    return program;
  }

  private cl_program fromSource(ProgramText text) {
    int[] code = new int[1];
    cl_device_id[] ids = {device.id()};
    cl_program program =
        CL.clCreateProgramWithSource(device.context(), 1, new String[] {text.source()}, null, code);
    device.check("clCreateProgramWithSource(" + text.name() + ")", code[0]);
    int built = CL.clBuildProgram(program, 1, ids, text.options(), null, null);
    if (built != CL.CL_SUCCESS) {
      String log = log(program);
      CL.clReleaseProgram(program);
      BackendException failure =
          Failure.of("clBuildProgram(" + text.name() + ")", built, device.info().label());
      throw new BackendException(
          Kind.OPERATION, failure.getMessage() + "; its compiler says: " + log, failure);
    }
    return program;
  }

  private String log(cl_program program) {
    long[] size = new long[1];
    int key = CL.CL_PROGRAM_BUILD_LOG;
    if (CL.clGetProgramBuildInfo(program, device.id(), key, 0, null, size) != CL.CL_SUCCESS) {
      return "nothing";
    }
    byte[] text = new byte[(int) size[0]];
    CL.clGetProgramBuildInfo(program, device.id(), key, text.length, Pointer.to(text), null);
    return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  /** The program as the driver has it, or nothing if it does not say. */
  private static byte[] binaryOf(cl_program program) {
    long[] size = new long[1];
    int code =
        CL.clGetProgramInfo(
            program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
    if (code != CL.CL_SUCCESS || size[0] <= 0 || size[0] > Integer.MAX_VALUE) {
      return new byte[0];
    }
    byte[] binary = new byte[(int) size[0]];
    Pointer pointers = Pointer.to(Pointer.to(binary));
    code = CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, pointers, null);
    return code == CL.CL_SUCCESS ? binary : new byte[0];
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed at exit", e);
    }
    for (CompletableFuture<ClProgram> each : known.values()) {
      if (each.isDone() && !each.isCompletedExceptionally()) {
        device.release(each.join());
      }
    }
    known.clear();
  }
}
