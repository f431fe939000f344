package org.folioscope.simulation.machine;

/**
 * How task ids are laid out, so that each is structural. Listed tasks and kernel threads have small
 * ids, which are also their CPUs; then come, for every CPU, the slots of its hardware queue (a
 * device task each) and of their completions (an interrupt task each), the clock, and a choice
 * each.
 */
public final class TaskIds {

  /** Ids below this are tasks in process context with a CPU of the same number. */
  public static final int PROCESSES = 64;

  /** The id of the first kernel thread; listed tasks stay below. */
  public static final int KERNEL_THREADS = 48;

  /** Slots of one CPU's hardware queue. */
  public static final int QUEUE_DEPTH = 16;

  /** The id of the clock. */
  public static final int CLOCK = PROCESSES + 2 * PROCESSES * QUEUE_DEPTH;

  /** The most ways in which one thing can come out. */
  public static final int ALTERNATIVES = 64;

  private TaskIds() {}

  /** The task that stands for the choice of a free frame for a CPU. */
  public static int frameChoice(int cpu) {
    return CLOCK + 1 + cpu;
  }

  /** The task that stands for one of several ways in which something can come out. */
  public static int alternative(int way) {
    return CLOCK + 1 + PROCESSES + way;
  }

  /** The device task that serves a slot of a CPU's hardware queue. */
  public static int device(int cpu, int slot) {
    return PROCESSES + cpu * QUEUE_DEPTH + slot;
  }

  /** The interrupt task that completes a slot of a CPU's hardware queue, on that CPU. */
  public static int completion(int cpu, int slot) {
    return device(cpu, slot) + PROCESSES * QUEUE_DEPTH;
  }
}
