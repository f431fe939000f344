package org.folioscope.scenarios.calls;

import io.vavr.collection.Map;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Wait;

/** Until variables have values. */
final class VariablesAssigned implements Wait {

  private final LongArray assigned;
  private final Map<String, Integer> variables;

  /**
   * Until these are assigned.
   *
   * @param assigned by number, not 0 for a variable that is
   * @param variables their numbers, by name
   */
  VariablesAssigned(LongArray assigned, Map<String, Integer> variables) {
    this.assigned = assigned;
    this.variables = variables;
  }

  @Override
  public boolean ready() {
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
