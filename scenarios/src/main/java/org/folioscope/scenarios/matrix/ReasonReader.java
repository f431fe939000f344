package org.folioscope.scenarios.matrix;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.Fields;
import org.folioscope.scenarios.language.Nodes;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code reasons:} and {@code disagrees:} of a matrix file. */
final class ReasonReader {

  private static final Vector<String> REASON_KEYS =
      Vector.of("races", "columns", "because", "source", "basis");
  private static final Vector<String> DISAGREEMENT_KEYS =
      Vector.of("race", "columns", "filesystem", "actual", "wrong", "because");
  private static final List<String> SIDES = List.of("expectation", "model", "scenario");
  private static final List<String> BASES = List.of("stated", "derived");

  private final Nodes nodes;
  private final List<String> columns;
  private final List<String> races;

  ReasonReader(Nodes nodes, List<Column> columns, List<Race> races) {
    this.nodes = nodes;
    this.columns = columns.stream().map(Column::code).toList();
    this.races = races.stream().map(Race::code).toList();
  }

  List<Reason> reasons(Option<Node> node) {
    return list(node, "a list of reasons").map(this::reason).asJava();
  }

  List<Disagreement> disagreements(Option<Node> node) {
    return list(node, "a list of disagreements").map(this::disagreement).asJava();
  }

  private Vector<Node> list(Option<Node> node, String expected) {
    return node.map(given -> Vector.ofAll(nodes.list(given, expected).getValue()))
        .getOrElse(Vector.empty());
  }

  private Reason reason(Node node) {
    Fields fields = Fields.strict(nodes, node, "a reason", REASON_KEYS);
    return new Reason(
        fields.get("races").map(given -> known(given, "race", races)).getOrElse(List::of),
        fields.get("columns").map(given -> known(given, "column", columns)).getOrElse(List::of),
        nodes.text(fields.need("because", "because: waiters test again"), "a reason"),
        nodes.text(fields.need("source", "source: the mail of 24 Nov 2020"), "a source, in words"),
        choice(fields.need("basis", "basis: stated"), BASES).equals("derived"));
  }

  private Disagreement disagreement(Node node) {
    Fields fields = Fields.strict(nodes, node, "a disagreement", DISAGREEMENT_KEYS);
    Node actual = fields.need("actual", "actual: ok");
    return new Disagreement(
        known(fields.need("race", "race: W1"), "race", races).getFirst(),
        known(fields.need("columns", "columns: [E2]"), "column", columns),
        fields
            .get("filesystem")
            .map(given -> nodes.word(given, MatrixReader.NAME, "a filesystem"))
            .toJavaOptional(),
        CellText.codes(nodes.scalar(actual, "what comes out, such as ok"))
            .getOrElseThrow(problem -> nodes.error(actual, problem)),
        choice(fields.need("wrong", "wrong: expectation"), SIDES),
        nodes.text(fields.need("because", "because: nobody waits there"), "a reason"),
        nodes.position(node));
  }

  private String choice(Node node, List<String> choices) {
    String word = nodes.scalar(node, String.join(" or ", choices));
    if (!choices.contains(word)) {
      throw nodes.error(
          node, "expected " + String.join(" or ", choices) + ", found '" + word + "'");
    }
    return word;
  }

  /** One name or a list of names, each of them known. */
  private List<String> known(Node node, String what, List<String> names) {
    Vector<Node> given =
        node instanceof SequenceNode list ? Vector.ofAll(list.getValue()) : Vector.of(node);
    return given.map(one -> knownOne(one, what, names)).asJava();
  }

  private String knownOne(Node node, String what, List<String> names) {
    String name = nodes.scalar(node, "the code of a " + what);
    if (!names.contains(name)) {
      throw nodes.error(
          node,
          "there is no "
              + what
              + " '"
              + name
              + "'"
              + DidYouMean.hint(name, names)
              + "; there are "
              + String.join(", ", names));
    }
    return name;
  }
}
