package org.cotangent.runtime.backend;

import java.util.Optional;

/**
 * Looks for a device. Implementations are found by {@link java.util.ServiceLoader}; the first
 * device found is used. It happens once, in the background unless a device is required, when the
 * first operation is asked for that is large enough for a device to be of use.
 */
public interface DeviceFactory {
  /**
   * What was found.
   *
   * @param backend runs operations; belongs to the engine from now on
   * @param costs says which operations are faster there
   * @param required whether the user demands the device: then a fault stops the computation with an
   *     exception, instead of going on with the CPU and a warning
   */
  record Device(Backend backend, CostModel costs, boolean required) {}

  /**
   * Whether the user demands a device: then it is looked for at the first operation, however small.
   */
  default boolean isRequired() {
    return false;
  }

  /**
   * Opens the device that the user has chosen, or the best one.
   *
   * @return nothing if there is none, or none is wanted
   * @throws IllegalStateException if one is required and there is none: the message says what was
   *     looked for, what was found and what to install
   */
  Optional<Device> open();
}
