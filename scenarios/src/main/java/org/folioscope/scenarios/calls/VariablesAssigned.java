package org.folioscope.scenarios.calls;

import io.vavr.collection.Map;
import java.util.function.BooleanSupplier;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Wait;

/** Until variables have values, or the task that waits for them is killed. */
final class VariablesAssigned implements Wait {

  private final LongArray assigned;
  private final Map<String, Integer> variables;
  private final BooleanSupplier killed;

  /**
   * Until these are assigned.
   *
   * @param assigned by number, not 0 for a variable that is
   * @param variables their numbers, by name
   * @param killed whether the task is to end
   */
  VariablesAssigned(LongArray assigned, Map<String, Integer> variables, BooleanSupplier killed) {
    this.assigned = assigned;
    this.variables = variables;
    this.killed = killed;
  }

  @Override
  public boolean ready() {
    return isComplete() || killed.getAsBoolean();
  }

  /** Whether all have. */
  boolean isComplete() {
    return variables.forAll(variable -> isAssigned(variable._2));
  }

  @Override
  public String what() {
    return "variable "
        + variables.filter(variable -> !isAssigned(variable._2)).keySet().mkString(", ");
  }

  private boolean isAssigned(int number) {
    return assigned.get(number) != 0;
  }
}
