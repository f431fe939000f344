package org.folioscope.simulation.lockdep;

import java.util.List;

/**
 * Where something was seen first.
 *
 * @param event the number of the event
 * @param task the name of the task
 * @param stack the emulated functions it was in, the innermost first; empty if nobody followed them
 */
public record Site(long event, String task, List<String> stack) {

  /** The innermost function, or the event if functions are not known. */
  String place() {
    return stack.isEmpty() ? "event " + event : stack.getFirst();
  }
}
