package org.folioscope.scenarios.matrix;

import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.Fields;
import org.folioscope.scenarios.language.MachineOption;
import org.folioscope.scenarios.language.Nodes;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.scenarios.matrix.Race.Place;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code races:} of a matrix file. */
final class RaceReader {

  private static final Vector<String> KEYS =
      Vector.of(
          "title",
          "scenario",
          "variants",
          "options",
          "policy",
          "filesystems",
          "base",
          "cells",
          "others",
          Prepared.KEY);

  private final Nodes nodes;
  private final List<String> columns;
  private final Collection<String> notes;
  private List<String> usualFilesystems = List.of();

  RaceReader(Nodes nodes, List<Column> columns, Collection<String> notes) {
    this.nodes = nodes;
    this.columns = columns.stream().map(Column::code).toList();
    this.notes = List.copyOf(notes);
  }

  List<Race> races(Node node, Option<Node> filesystems, Optional<String> base) {
    usualFilesystems = filesystems.map(this::filesystems).getOrElse(List::of);
    Fields races = Fields.open(nodes, node, "'races'");
    if (races.all().isEmpty()) {
      throw nodes.error(node, "a matrix needs at least one race");
    }
    return races.all().map(field -> race(field, base)).asJava();
  }

  /** The code of a column that there is. */
  String columnCode(Node node) {
    String code = nodes.scalar(node, "the code of a column");
    if (!columns.contains(code)) {
      throw nodes.error(
          node,
          "there is no column '"
              + code
              + "'"
              + DidYouMean.hint(code, columns)
              + "; there are "
              + String.join(", ", columns));
    }
    return code;
  }

  private Race race(Fields.Field field, Optional<String> usualBase) {
    MatrixReader.requireCode(nodes, field);
    Fields race = Fields.strict(nodes, field.value(), "a race", KEYS);
    SequencedMap<String, String> variants = variants(field, race);
    List<String> filesystems =
        race.get("filesystems").map(this::filesystems).getOrElse(() -> usualFilesystems);
    if (filesystems.isEmpty()) {
      throw nodes.error(
          field.keyNode(), "a race needs 'filesystems:', here or for the whole matrix");
    }
    Optional<String> base = race.get("base").map(this::columnCode).toJavaOptional();
    Race read =
        new Race(
            field.key(),
            nodes.text(race.need("title", "title: stale wake after reuse"), "a title"),
            variants,
            race.get("options").map(this::options).getOrElse(LinkedHashMap::new),
            race.get("policy").map(node -> policies(nodes, node)).getOrElse(LinkedHashMap::new),
            filesystems,
            base,
            cells(race, filesystems, List.copyOf(variants.sequencedKeySet())),
            nodes.position(field.keyNode()));
    requireBase(race, read, base.or(() -> usualBase));
    return read;
  }

  private SequencedMap<String, String> variants(Fields.Field field, Fields race) {
    SequencedMap<String, String> variants = new LinkedHashMap<>();
    race.get("scenario").forEach(node -> variants.put("", scenario(node)));
    for (Node node : race.get("variants")) {
      Fields.open(nodes, node, "'variants'")
          .all()
          .forEach(variant -> variants.put(variant.key(), scenario(variant.value())));
    }
    boolean one = variants.containsKey("");
    if (variants.isEmpty() || one && variants.size() > 1) {
      throw nodes.error(
          field.keyNode(),
          "a race needs 'scenario: NAME', or 'variants: { short: NAME, long: NAME }', not both");
    }
    return variants;
  }

  private String scenario(Node node) {
    return nodes.word(node, MatrixReader.NAME, "the name of a scenario");
  }

  private List<String> filesystems(Node node) {
    return nodes.words(node, MatrixReader.NAME, "a filesystem such as ext4").asJava();
  }

  private SequencedMap<String, String> options(Node node) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    Vector<String> known = Vector.of(MachineOption.values()).map(MachineOption::key);
    Fields.strict(nodes, node, "'options'", known)
        .all()
        .forEach(option ->
            options.put(option.key(), nodes.scalar(option.value(), "the option's value")));
    return options;
  }

  /** Policies by their names, in the order written. */
  static SequencedMap<String, String> policies(Nodes nodes, Node node) {
    SequencedMap<String, String> policies = new LinkedHashMap<>();
    PolicySetting.read(nodes, node).forEach((name, value) -> policies.put(name, value));
    return policies;
  }

  private SequencedMap<String, SequencedMap<Place, Expected>> cells(
      Fields race, List<String> filesystems, List<String> variants) {
    SequencedMap<String, SequencedMap<Place, Expected>> cells = new LinkedHashMap<>();
    for (Node others : race.get("others")) {
      columns.forEach(column -> cells.put(column, cell(others, filesystems, variants)));
    }
    for (Fields.Field field :
        Fields.open(nodes, race.need("cells", "cells: { E2: ok }"), "'cells'").all()) {
      cells.put(columnCode(field.keyNode()), cell(field.value(), filesystems, variants));
    }
    return cells;
  }

  private SequencedMap<Place, Expected> cell(
      Node node, List<String> filesystems, List<String> variants) {
    SequencedMap<Place, Expected> cell = new LinkedHashMap<>();
    if (node instanceof MappingNode) {
      for (Fields.Field one :
          Fields.strict(nodes, node, "a cell", Vector.ofAll(filesystems)).all()) {
        put(cell, one.key(), variants, one.value());
      }
    } else {
      filesystems.forEach(filesystem -> put(cell, filesystem, variants, node));
    }
    return cell;
  }

  private void put(
      SequencedMap<Place, Expected> cell, String filesystem, List<String> variants, Node node) {
    String written = nodes.scalar(node, "codes such as ok or 'BUG, HANG'");
    Either<String, List<Expected>> read = CellText.read(written, variants.size());
    List<Expected> parts = read.getOrElseThrow(problem -> nodes.error(node, problem));
    for (String note : parts.getFirst().notes()) {
      if (!notes.contains(note)) {
        throw nodes.error(node, "there is no footnote '" + note + "'");
      }
    }
    List<String> names = new ArrayList<>(variants);
    for (int i = 0; i < names.size(); i++) {
      cell.put(new Place(filesystem, names.get(i)), parts.get(i));
    }
  }

  private void requireBase(Fields race, Race read, Optional<String> base) {
    boolean refers =
        read.cells().values().stream()
            .flatMap(cell -> cell.values().stream())
            .anyMatch(expected -> expected.meaning() == Expected.Meaning.AS_BASE);
    if (!refers) {
      return;
    }
    Node cells = race.need("cells", "cells: { E2: ok }");
    String column =
        base.orElseThrow(
            () -> nodes.error(cells, "'=' needs 'base: COLUMN', here or for the whole matrix"));
    boolean circular =
        read.cells().getOrDefault(column, new LinkedHashMap<>()).values().stream()
            .anyMatch(expected -> expected.meaning() == Expected.Meaning.AS_BASE);
    if (circular) {
      throw nodes.error(cells, "the base column '" + column + "' cannot be '='");
    }
  }
}
