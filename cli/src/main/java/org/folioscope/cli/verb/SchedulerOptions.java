package org.folioscope.cli.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who takes the next step: one of these, or the default. */
final class SchedulerOptions {

  private static final List<String> NAMES = List.of("lowest", "round-robin");
  private static final int WALKS = 3;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description = "A schedule's id, or the path of a run directory or file that holds one.")
  private @Nullable String schedule;

  @Option(names = "--seed", paramLabel = "N", description = "A random walk, named by a number.")
  private @Nullable Long seed;

  @Option(
      names = "--scheduler",
      paramLabel = "NAME",
      description =
          "lowest: a task goes on until it blocks, then the lowest one runs (default);"
              + " round-robin: a step each.")
  private @Nullable String scheduler;

  /** The one that was asked for, or else some that go different ways; by how they are named. */
  SequencedMap<String, Scheduler> chosenOrSome() {
    SequencedMap<String, Scheduler> schedulers = new LinkedHashMap<>();
    if (schedule != null) {
      schedulers.put("schedule " + schedule, scheduler());
    } else if (seed != null) {
      schedulers.put("seed " + seed, scheduler());
    } else if (scheduler != null) {
      schedulers.put(scheduler, scheduler());
    } else {
      schedulers.put("lowest", new LowestFirst());
      schedulers.put("round-robin", new RoundRobin());
      for (int walk = 1; walk <= WALKS; walk++) {
        schedulers.put("seed " + walk, new SeededRandom(walk));
      }
    }
    return schedulers;
  }

  Scheduler scheduler() {
    if (schedule != null) {
      return new Recorded(RunDirectory.schedule(schedule));
    }
    if (seed != null) {
      return new SeededRandom(seed);
    }
    return switch (scheduler) {
      case null -> new LowestFirst();
      case "lowest" -> new LowestFirst();
      case "round-robin" -> new RoundRobin();
      default ->
          throw new BadInputException(
              "there is no scheduler '"
                  + scheduler
                  + "'"
                  + DidYouMean.hint(scheduler, NAMES)
                  + "; there are "
                  + String.join(", ", NAMES));
    };
  }
}
