package org.folioscope.scenarios.matrix;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.scenarios.language.Position;

/**
 * A row: one race, in one or several variants.
 *
 * @param code short, unique in its matrix
 * @param title what it is, in words
 * @param variants the scenarios by the variants' names; the one name is empty if there is one only
 * @param options of the machine, on top of what the scenarios say
 * @param policies set by hand in all columns, on top of what the columns say
 * @param filesystems on which it is run
 * @param base the column that {@code =} means, if it is not the matrix's
 * @param cells what is expected, by column, and there by place
 * @param position where it stands in its file
 */
public record Race(
    String code,
    String title,
    SequencedMap<String, String> variants,
    SequencedMap<String, String> options,
    SequencedMap<String, String> policies,
    List<String> filesystems,
    Optional<String> base,
    SequencedMap<String, SequencedMap<Place, Expected>> cells,
    Position position) {

  /**
   * Where in a cell: on which filesystem, in which variant.
   *
   * @param filesystem its name
   * @param variant its name
   */
  public record Place(String filesystem, String variant) {}

  /** What is expected in a column at a place; a cell that is not listed is not run. */
  Expected expected(String column, Place place) {
    SequencedMap<Place, Expected> cell = cells.get(column);
    return cell == null
        ? Expected.NOT_RUN
        : Objects.requireNonNullElse(cell.get(place), Expected.NOT_RUN);
  }
}
