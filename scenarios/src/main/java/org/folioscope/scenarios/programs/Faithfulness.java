package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.LinkedHashMap;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.schedule.Recorded;

/**
 * Whether logs are the whole truth: each folds to the state that its run ended in, with the
 * recorded digest at every event, and another machine makes the same run under the recorded
 * schedule. One machine does it all: it folds as long as it is empty, then it is set up. It repeats
 * the runs from the last to the first, so that what a run left behind, and no log tells, shows.
 */
final class Faithfulness {

  private final Configuration configuration;
  private final EmulatedMachine machine;

  private Faithfulness(Configuration configuration, EmulatedMachine machine) {
    this.configuration = configuration;
    this.machine = machine;
  }

  /**
   * What is wrong with each of the runs, which have the same set-up.
   *
   * @param machine empty, and not the one that made the runs
   */
  static Vector<Option<Complaint>> of(
      Configuration configuration, EmulatedMachine machine, Vector<Recording> runs) {
    Faithfulness checks = new Faithfulness(configuration, machine);
    Vector<Option<Complaint>> folded = checks.folded(runs);
    Vector<Option<Complaint>> repeated = checks.repeated(runs);
    return folded.zipWith(repeated, Option::orElse);
  }

  private Vector<Option<Complaint>> folded(Vector<Recording> runs) {
    StateSpace space = machine.machine().space();
    StateSpace.Mark empty = space.mark();
    fold(runs.head().setup());
    StateSpace.Mark setUp = space.mark();
    Vector<Option<Complaint>> complaints = Vector.empty();
    for (Recording run : runs) {
      complaints = complaints.append(folded(run));
      space.rollback(setUp);
    }
    space.rollback(empty);
    space.release(empty);
    return complaints;
  }

  private Option<Complaint> folded(Recording run) {
    Replay.Result folded = fold(run.afterSetup());
    boolean same = folded.isFaithful() && folded.digest() == run.execution().digest();
    String where = folded.firstMismatch() == 0 ? "the end" : "event " + folded.firstMismatch();
    return Option.when(
        !same,
        () ->
            new Complaint(
                "another-state-by-folding",
                "folding the log gives another state from " + where + " on"));
  }

  private Replay.Result fold(LogCursor cursor) {
    LogHeader header = LogHeader.of(machine.families(), new LinkedHashMap<>());
    return new Replay(machine.machine().space(), machine.owners()).fold(header, cursor, Replay.ALL);
  }

  private Vector<Option<Complaint>> repeated(Vector<Recording> runs) {
    MemoryLog log = new MemoryLog(machine.machine().space());
    Emulation emulation = Emulation.on(configuration, machine, log, false);
    return runs.reverse().map(run -> repeated(emulation, run)).reverse();
  }

  private static Option<Complaint> repeated(Emulation emulation, Recording run) {
    Recording again = Recording.of(emulation, new Recorded(run.execution().end().schedule()));
    if (again.steps().equals(run.steps())) {
      return Option.none();
    }
    int step = 0;
    while (step < run.steps().size()
        && step < again.steps().size()
        && run.steps().get(step).equals(again.steps().get(step))) {
      step++;
    }
    return Option.some(
        new Complaint(
            "another-run-under-its-schedule",
            "the same schedule gives another run: at first "
                + at(run, step)
                + ", then "
                + at(again, step)));
  }

  private static String at(Recording run, int step) {
    if (step >= run.steps().size()) {
      return "the end";
    }
    LoggedStep differs = run.steps().get(step);
    return "in the step of event " + differs.events().getFirst().number() + " " + differs.events();
  }
}
