package org.folioscope.scenarios.matrix;

import java.util.List;
import java.util.Optional;
import org.folioscope.scenarios.language.Position;

/**
 * A cell that is known to come out otherwise than expected.
 *
 * @param race the row
 * @param columns the columns
 * @param filesystem where; everywhere if it names none
 * @param actual what comes out
 * @param wrong which side is wrong: {@code expectation}, {@code model}, or {@code scenario}, which
 *     is too small for what is expected and says nothing against it
 * @param because why
 * @param position where it stands in its file
 */
public record Disagreement(
    String race,
    List<String> columns,
    Optional<String> filesystem,
    List<Code> actual,
    String wrong,
    String because,
    Position position) {

  /** Whether it is about a cell. */
  boolean isAbout(String ofRace, String column, String ofFilesystem) {
    return race.equals(ofRace)
        && columns.contains(column)
        && filesystem.map(ofFilesystem::equals).orElse(true);
  }
}
