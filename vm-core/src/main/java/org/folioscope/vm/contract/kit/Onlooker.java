package org.folioscope.vm.contract.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.folioscope.simulation.schedule.RoundRobin;

/** A second task that looks, in a step of its own, after each step of the first one. */
public final class Onlooker {

  private static final int WATCHED = 0;

  private Onlooker() {}

  /**
   * What a look showed, from before the program began to when it had ended, repetitions left out.
   * The bench runs tasks in turn from here on.
   */
  public static <T> List<T> sees(Bench bench, Supplier<T> look, Runnable program) {
    List<T> seen = new ArrayList<>();
    bench.scheduleBy(RoundRobin::new);
    bench.run(() -> bench.machine().atomic(() -> seen.add(look.get())));
    bench.run(
        program,
        () -> {
          while (bench.machine().atomicGet(() -> looksOn(bench, look, seen))) {
            // the program takes its next step
          }
        });
    return seen;
  }

  private static <T> boolean looksOn(Bench bench, Supplier<T> look, List<T> seen) {
    T now = look.get();
    if (!seen.getLast().equals(now)) {
      seen.add(now);
    }
    return bench.machine().isLive(WATCHED);
  }
}
