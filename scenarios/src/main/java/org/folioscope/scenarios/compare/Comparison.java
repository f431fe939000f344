package org.folioscope.scenarios.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.log.Event;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.kept.Reexecution;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Two configurations of one scenario, each explored and measured.
 *
 * @param left what was found on the left
 * @param right what was found on the right
 * @param schedule under which the logs were compared: of the worst thing found on either side
 * @param difference of the two logs under that schedule
 * @param firstOfAnotherKind where the tasks first do something else in these logs, and not only
 *     elsewhere on the disk or in memory; null if they never do. What only one of the two machines
 *     has a word for, a filesystem's own events, is passed over
 * @param leftCosts over one run in which the tasks take turns, and a thousand in virtual time
 * @param rightCosts over the same runs
 */
public record Comparison(
    Explored left,
    Explored right,
    Schedule schedule,
    LogDiff.Result difference,
    LogDiff.@Nullable Divergence firstOfAnotherKind,
    Costs leftCosts,
    Costs rightCosts) {

  /**
   * Compares.
   *
   * @param explore how each side is explored
   */
  public static Comparison of(
      Configuration left, Configuration right, Function<Configuration, Explored> explore) {
    Explored leftFound = explore.apply(left);
    Explored rightFound = explore.apply(right);
    Schedule schedule =
        leftFound
            .worst()
            .or(rightFound::worst)
            .map(Explored.Found::schedule)
            .orElse(Schedule.DEFAULT);
    Reexecution leftRun = Reexecution.of(left, schedule);
    Reexecution rightRun = Reexecution.of(right, schedule);
    List<Costs> costs = CostRuns.of(List.of(left, right));
    return new Comparison(
        leftFound,
        rightFound,
        schedule,
        difference(leftRun, rightRun),
        ofAnotherKind(leftRun, rightRun),
        costs.getFirst(),
        costs.getLast());
  }

  private static LogDiff.Result difference(Reexecution left, Reexecution right) {
    return LogDiff.compare(
        left.log().cursor(),
        left.emulation().setupEvents(),
        right.log().cursor(),
        right.emulation().setupEvents());
  }

  private static LogDiff.@Nullable Divergence ofAnotherKind(Reexecution left, Reexecution right) {
    Set<Class<? extends Event>> known = types(left);
    known.retainAll(types(right));
    return LogDiff.compareKinds(
            left.log().cursor(),
            left.emulation().setupEvents(),
            right.log().cursor(),
            right.emulation().setupEvents(),
            event -> known.contains(event.getClass()))
        .first();
  }

  private static Set<Class<? extends Event>> types(Reexecution run) {
    Set<Class<? extends Event>> types = new LinkedHashSet<>();
    run.emulation().owners().forEach(owner -> types.addAll(owner.family().types()));
    return types;
  }
}
