package org.folioscope.scenarios.run;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.folioscope.scenarios.oracle.Finding;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.plugin.PluginFault;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.vm.errno.Errno;

/**
 * One execution of a configuration, from the set-up mark to the end of all checks.
 *
 * @param end how the tasks ended, with the schedule they ran under
 * @param violations everything that was reported, in order
 * @param outcome what counts of it
 * @param idle tasks that never took a turn
 * @param refused the errors with which calls of the tasks failed
 * @param events how many events there are, set-up included
 * @param digest of all state at the end
 * @param findings of the oracle, by the number of the event that reported them
 * @param pluginFault what a plug-in did that ended it, if one did
 */
public record Execution(
    RunEnd end,
    List<Violation> violations,
    Outcome outcome,
    List<String> idle,
    SortedSet<Errno> refused,
    long events,
    long digest,
    SortedMap<Long, Finding> findings,
    Optional<PluginFault> pluginFault) {

  /**
   * Whether all tasks and {@code finally:} ran to their ends and everything was read back: no BUG,
   * no deadlock, no livelock.
   */
  public boolean cameToItsEnd() {
    return violations.stream().noneMatch(violation -> Emulation.stops(violation.kind()));
  }
}
