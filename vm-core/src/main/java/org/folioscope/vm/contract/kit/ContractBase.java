package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.contract.FilesystemProvider;

/** How each specification of the contract is run. */
abstract class ContractBase {

  private static final List<Supplier<Scheduler>> SCHEDULES =
      List.of(
          LowestFirst::new, RoundRobin::new, () -> new SeededRandom(1), () -> new SeededRandom(2));

  /**
   * What a specification does on a bench; it runs outside any task, and only what is given to the
   * bench runs as a task.
   */
  @FunctionalInterface
  interface Program {

    void run(Bench bench, Shell shell);
  }

  /** The plug-in under test. */
  protected abstract FilesystemProvider filesystem();

  /** What it runs on. */
  protected Bench.Options options() {
    return Bench.Options.DEFAULT;
  }

  /**
   * The program's own assertions hold under several schedules, and each time: the machine is at
   * rest afterwards, the fold of the log is its state, and after going back to where it began the
   * program makes the same events again.
   */
  final void holds(Program program) {
    for (Supplier<Scheduler> schedule : SCHEDULES) {
      Bench bench = Bench.of(filesystem(), options());
      bench.scheduleBy(schedule);
      Bench.Mark start = bench.mark();
      program.run(bench, new Shell(bench));
      AtRest.check(bench);
      Folding.check(bench);
      List<Event> first = bench.events();
      bench.rollback(start);
      program.run(bench, new Shell(bench));
      assertThat(bench.events()).as("events when run again").isEqualTo(first);
    }
  }
}
