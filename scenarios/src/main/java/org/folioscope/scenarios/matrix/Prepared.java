package org.folioscope.scenarios.matrix;

import io.vavr.collection.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.scenarios.language.Fields;
import org.folioscope.scenarios.language.Nodes;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The rows and columns of a matrix that are written down, but name scenarios or policies that are
 * not there yet: {@code prepared: true}. They are read like all others and then left out.
 *
 * @param races the codes of such rows
 * @param columns the codes of such columns
 */
record Prepared(Vector<String> races, Vector<String> columns) {

  static final String KEY = "prepared";

  /** The codes of the rows or columns that are marked. */
  static Vector<String> marked(Nodes nodes, Node node, String what) {
    return Fields.open(nodes, node, what)
        .all()
        .filter(field ->
            Fields.open(nodes, field.value(), what)
                .get(KEY)
                .exists(mark -> nodes.truth(mark, "true or false")))
        .map(Fields.Field::key);
  }

  /** The matrix without what is only prepared. */
  Matrix ready(Matrix whole) {
    if (races.isEmpty() && columns.isEmpty()) {
      return whole;
    }
    return new Matrix(
        whole.name(),
        whole.thread(),
        whole.title(),
        whole.source(),
        whole.kernel(),
        whole.policies(),
        whole.base(),
        whole.columns().stream().filter(column -> !columns.contains(column.code())).toList(),
        whole.races().stream()
            .filter(race -> !races.contains(race.code()))
            .map(this::ready)
            .toList(),
        whole.notes(),
        whole.reasons().stream()
            .filter(reason -> someReady(reason.races(), races))
            .filter(reason -> someReady(reason.columns(), columns))
            .map(reason ->
                new Reason(
                    ready(reason.races(), races),
                    ready(reason.columns(), columns),
                    reason.because(),
                    reason.source(),
                    reason.derived()))
            .toList(),
        whole.disagreements().stream()
            .filter(one -> !races.contains(one.race()) && someReady(one.columns(), columns))
            .map(one ->
                new Disagreement(
                    one.race(),
                    ready(one.columns(), columns),
                    one.filesystem(),
                    one.actual(),
                    one.wrong(),
                    one.because(),
                    one.position()))
            .toList(),
        whole.path());
  }

  private Race ready(Race race) {
    SequencedMap<String, SequencedMap<Race.Place, Expected>> cells =
        new LinkedHashMap<>(race.cells());
    columns.forEach(cells::remove);
    return new Race(
        race.code(),
        race.title(),
        race.variants(),
        race.options(),
        race.policies(),
        race.filesystems(),
        race.base(),
        cells,
        race.position());
  }

  private static boolean someReady(List<String> named, Vector<String> prepared) {
    return named.isEmpty() || !prepared.containsAll(named);
  }

  private static List<String> ready(List<String> named, Vector<String> prepared) {
    return named.stream().filter(code -> !prepared.contains(code)).toList();
  }
}
