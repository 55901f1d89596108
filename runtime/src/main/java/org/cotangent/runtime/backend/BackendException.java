package org.cotangent.runtime.backend;

/** A backend could not do what it was asked to. The work can be done elsewhere. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is left of the backend. */
  public enum Kind {
    /** Memory or another resource is short: the same may work later, or after memory is freed. */
    RESOURCE,
    /** This operation cannot run there (its kernel does not build, say); others may. */
    OPERATION,
    /** The device is lost: nothing on it can be read, nothing will run again. */
    LOST
  }

  private final Kind kind;

  /** What went wrong, in words for the user: the call, the driver's answer, the device. */
  public BackendException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What is left of the backend. */
  public Kind kind() {
    return kind;
  }
}
