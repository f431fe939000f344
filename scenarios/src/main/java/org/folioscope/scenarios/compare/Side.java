package org.folioscope.scenarios.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.run.Configuration;

/**
 * One of several configurations of a scenario, explored and measured.
 *
 * @param explored what was found
 * @param costs over the same runs as the others
 */
public record Side(Explored explored, Costs costs) {

  /**
   * Compares any number of configurations.
   *
   * @param explore how each is explored
   */
  public static List<Side> all(
      List<Configuration> configurations, Function<Configuration, Explored> explore) {
    List<Explored> explored = configurations.stream().map(explore).toList();
    List<Costs> costs = CostRuns.of(configurations);
    List<Side> sides = new ArrayList<>();
    for (int i = 0; i < explored.size(); i++) {
      sides.add(new Side(explored.get(i), costs.get(i)));
    }
    return sides;
  }
}
