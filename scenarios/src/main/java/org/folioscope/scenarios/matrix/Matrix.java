package org.folioscope.scenarios.matrix;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.ScenarioException;

/**
 * A verdict matrix as its file says it: races by fixes, and what is expected of each cell.
 *
 * @param name lower-case letters, digits and hyphens
 * @param thread the thread that it is about: three digits
 * @param title one line
 * @param source where the races and fixes come from
 * @param kernel the preset of columns that name none
 * @param policies set by hand in all columns
 * @param base the column that {@code =} means
 * @param columns in the order written
 * @param races in the order written
 * @param notes footnotes by id
 * @param reasons why
 * @param disagreements cells known to come out otherwise
 * @param path the file's name for messages
 */
public record Matrix(
    String name,
    String thread,
    String title,
    String source,
    String kernel,
    SequencedMap<String, String> policies,
    Optional<String> base,
    List<Column> columns,
    List<Race> races,
    SequencedMap<String, String> notes,
    List<Reason> reasons,
    List<Disagreement> disagreements,
    String path) {

  /** The column of that code. */
  Column column(String code) {
    return columns.stream()
        .filter(column -> column.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + code + " in " + name));
  }

  /** Why a cell is expected to be what it is. */
  public List<Reason> reasons(String race, String column) {
    return reasons.stream().filter(reason -> reason.covers(race, column)).toList();
  }

  /** An error at a place of this matrix's file. */
  ScenarioException error(Position position, String problem) {
    return new ScenarioException(path, position, problem);
  }
}
