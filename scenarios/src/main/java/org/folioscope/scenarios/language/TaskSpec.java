package org.folioscope.scenarios.language;

import io.vavr.control.Option;

/**
 * One of the tasks that run at the same time.
 *
 * @param name its name, unique in the scenario
 * @param process the process it is a thread of; tasks that name the same process share memory and
 *     file descriptors
 * @param cpu the CPU it is bound to, counted from 0, if the scenario says so
 * @param calls what it does, one after the other; at least one
 * @param position where it is declared
 */
public record TaskSpec(
    String name, String process, Option<Integer> cpu, CallList calls, Position position) {
  /** The process of a task that names none, and of set-up and {@code finally:}. */
  public static final String MAIN = "main";
}
