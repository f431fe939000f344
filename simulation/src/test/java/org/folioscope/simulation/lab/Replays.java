package org.folioscope.simulation.lab;

import java.util.List;
import java.util.function.Function;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.Scheduler;

/** Executions from one mark. */
public final class Replays {

  private final Lab lab;
  private final Runnable start;
  private final StateSpace.Mark mark;
  private final MemoryLog.Position position;

  /** One execution: how it ended, what it wrote, the state it left. */
  public record Execution(RunEnd end, List<LoggedStep> steps, long digest, List<String> notes) {}

  Replays(Lab lab, Runnable start) {
    this.lab = lab;
    this.start = start;
    mark = lab.space.mark();
    position = lab.log.position();
  }

  /** Goes back to the mark and executes; the state stays until the next execution. */
  public Execution execute(Scheduler scheduler) {
    RunEnd end = run(scheduler);
    return new Execution(end, lab.steps(), lab.space.digest(), List.copyOf(lab.notes));
  }

  /** Goes back to the mark. */
  public void rollback() {
    lab.space.rollback(mark);
    lab.log.rollback(position);
  }

  private RunEnd run(Scheduler scheduler) {
    rollback();
    lab.notes.clear();
    lab.violations.clear();
    start.run();
    RunEnd end = lab.machine.run(scheduler, 100_000);
    lab.machine.abandonTasks();
    return end;
  }

  /** The executions as something to explore; "ok" is no violation. */
  public Subject subject(Function<Execution, String> outcome) {
    return scheduler -> {
      Execution execution = execute(scheduler);
      String key = outcome.apply(execution);
      return new Trial(key, !key.equals("ok"), execution.end());
    };
  }

  /**
   * The executions as something to explore where only the end of each matters: how it ended, what
   * it left in the lab. The log is not read, which takes most of the time.
   */
  public Subject ends(Function<RunEnd, String> outcome) {
    return scheduler -> {
      RunEnd end = run(scheduler);
      String key = outcome.apply(end);
      return new Trial(key, !key.equals("ok"), end);
    };
  }
}
