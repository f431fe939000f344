package org.folioscope.scenarios.matrix;

import java.util.Optional;
import org.folioscope.scenarios.run.Configuration;

/**
 * One cell as it is to be explored.
 *
 * @param race the row
 * @param variant of the race; empty if it has one only
 * @param column the column
 * @param filesystem on which
 * @param written what the matrix says, perhaps {@code =}
 * @param expected what that means
 * @param configuration what is explored; empty if nothing is
 */
public record Cell(
    Race race,
    String variant,
    Column column,
    String filesystem,
    Expected written,
    Expected expected,
    Optional<Configuration> configuration) {

  /** The row as tables show it: the race's code and the variant. */
  public String row() {
    return variant.isEmpty() ? race.code() : race.code() + " " + variant;
  }
}
