package org.folioscope.simulation.machine;

import java.util.List;

/**
 * Something that can come out in several ways, and nothing in the machine decides which: what a
 * power cut left of a sector, for example. Each way is a task; the one that gets a turn first has
 * it. So it is a choice of schedules like any other, with an id, and tried by every strategy.
 */
public final class Alternatives {

  private Alternatives() {}

  /**
   * Waits until one of the ways was taken. Not inside a step.
   *
   * @param name what the log calls the tasks
   * @param ways a step each, the first one as when nobody chooses; each has to look whether another
   *     one came before it, and then do nothing. At most {@link TaskIds#ALTERNATIVES}
   */
  public static void oneOf(Machine machine, String name, List<Runnable> ways) {
    machine.atomic(() -> {
      for (int way = 0; way < ways.size(); way++) {
        Runnable body = ways.get(way);
        int id = TaskIds.alternative(way);
        machine.start(new TaskSpec(id, name, Context.DEVICE, -1, () -> machine.atomic(body)));
      }
    });
    machine.await(new AllEnded(machine, ways.size()));
  }

  /** Who comes too late ends as well, so that the next choice finds the tasks free. */
  private record AllEnded(Machine machine, int ways) implements Wait {

    @Override
    public boolean ready() {
      for (int way = 0; way < ways; way++) {
        if (machine.isLive(TaskIds.alternative(way))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String what() {
      return "a choice";
    }
  }
}
