package org.folioscope.scenarios.matrix;

import java.util.List;

/**
 * Why cells are expected to be what they are.
 *
 * @param races the rows it speaks of; all of them if it names none
 * @param columns the columns it speaks of; all of them if it names none
 * @param because the reason
 * @param source who said so where, or from what it is derived
 * @param derived whether it is concluded and not said by anybody
 */
public record Reason(
    List<String> races, List<String> columns, String because, String source, boolean derived) {

  /** Whether it speaks of a cell. */
  boolean covers(String race, String column) {
    return (races.isEmpty() || races.contains(race))
        && (columns.isEmpty() || columns.contains(column));
  }
}
