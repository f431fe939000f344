package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Workers;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.folioscope.simulation.lab.Replays;
import org.junit.jupiter.api.Test;

/** On small random programs the reduction finds what trying every schedule finds, and no less. */
class SoundnessTest {

  private static final long TOO_MANY = 30_000;

  @Test
  void sameOutcomesAsTryingEverySchedule() {
    long naiveTotal = 0; long sourceTotal = 0; long optimalTotal = 0; long redundant = 0; int programs = 0; long sred=0;
    for (long seed = Long.getLong("from", 0); seed < Long.getLong("to", 300); seed++) {
      Program program = Programs.small(seed);
      ExplorationResult naive = explore(program, NaiveExhaustive.unbounded());
      if (!naive.complete()) {
        continue;
      }
      ExplorationResult source = explore(program, new PartialOrder(false, Workers.CALLER));
      ExplorationResult optimal = explore(program, PartialOrder.alone());
      if (!keys(source).equals(keys(naive)) || !keys(optimal).equals(keys(naive))) {
        System.out.println("SEED " + seed + " " + program + " naive " + naive.executions() + " source " + source.executions() + " " + keys(source).equals(keys(naive)) + " optimal " + optimal.executions() + " " + keys(optimal).equals(keys(naive)));
      }
      if (source.executions() != optimal.executions()) System.out.println("DIFF " + seed + " " + program + source.executions() +" " + optimal.executions());
      if (optimal.repeats() > 0) System.out.println("RED " + seed + " " + program + optimal.executions() +" " + optimal.repeats());
      programs++;
      naiveTotal += naive.executions(); sourceTotal += source.executions(); optimalTotal += optimal.executions(); redundant += optimal.repeats(); sred += source.repeats();
    }
    System.out.println(programs + " programs, naive " + naiveTotal + " source " + sourceTotal + " + " + sred + " optimal " + optimalTotal + " + " + redundant);
  }

  private static ExplorationResult explore(Program program, Strategy strategy) {
    Lab lab = new Lab();
    Replays replays = lab.fromHere(() -> program.start(lab));
    return strategy.explore(
        replays.subject(execution -> execution.end().reason() + " " + execution.end().blocked().stream().map(b -> b.name()).toList() + " " + Long.toHexString(execution.digest())),
        Budget.executions(TOO_MANY));
  }

  private static SortedSet<String> keys(ExplorationResult result) {
    return result.outcomes().stream()
        .map(FoundOutcome::outcome)
        .filter(k -> !k.startsWith("STOPPED"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
