package org.folioscope.scenarios.matrix;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.folioscope.scenarios.language.Document;
import org.folioscope.scenarios.language.Fields;
import org.folioscope.scenarios.language.Nodes;
import org.folioscope.scenarios.language.ScenarioException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a matrix file, strictly: every key is known, every name that is used is declared. */
public final class MatrixReader {

  static final Vector<String> KEYS =
      Vector.of(
          "matrix",
          "thread",
          "title",
          "source",
          "kernel",
          "policy",
          "filesystems",
          "base",
          "columns",
          "races",
          "notes",
          "reasons",
          "disagrees");
  private static final Vector<String> COLUMN_KEYS =
      Vector.of("name", "proposer", "note", "kernel", "policy", Prepared.KEY);

  static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.=-]*");
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final Pattern THREAD = Pattern.compile("[0-9]{3}");

  private final Nodes nodes;
  private final Fields fields;
  private final String path;

  private MatrixReader(Document document, String path) {
    this.nodes = document.nodes();
    this.fields = Fields.strict(nodes, document.root(), "a matrix", KEYS);
    this.path = path;
  }

  /**
   * Reads a matrix.
   *
   * @param path a name for messages
   * @throws ScenarioException at the first thing that is wrong
   */
  public static Matrix parse(String path, String text) {
    MatrixReader reader = new MatrixReader(Document.parse(path, text), path);
    Matrix whole = reader.matrix();
    return reader.prepared().ready(whole);
  }

  private Matrix matrix() {
    Node thread = fields.need("thread", "thread: 002");
    String number = nodes.scalar(thread, "three digits such as 002");
    if (!THREAD.matcher(number).matches()) {
      throw nodes.error(thread, "expected three digits such as 002, found '" + number + "'");
    }
    List<Column> columns = columns();
    SequencedMap<String, String> notes = notes();
    RaceReader reader = new RaceReader(nodes, columns, notes.sequencedKeySet());
    Optional<String> base = fields.get("base").map(reader::columnCode).toJavaOptional();
    List<Race> races =
        reader.races(
            fields.need("races", "races: { W1: { title: …, scenario: …, cells: … } }"),
            fields.get("filesystems"),
            base);
    ReasonReader reasons = new ReasonReader(nodes, columns, races);
    return new Matrix(
        nodes.word(fields.need("matrix", "matrix: page-waits"), NAME, "a name such as page-waits"),
        number,
        nodes.text(fields.need("title", "title: Which fix survives which race?"), "a title"),
        nodes.text(fields.need("source", "source: the mails of 2018"), "a source, in words"),
        nodes.word(fields.need("kernel", "kernel: linux-5.9"), NAME, "a kernel such as linux-5.9"),
        fields.get("policy").map(this::policies).getOrElse(LinkedHashMap::new),
        base,
        columns,
        races,
        notes,
        reasons.reasons(fields.get("reasons")),
        reasons.disagreements(fields.get("disagrees")),
        path);
  }

  private Prepared prepared() {
    return new Prepared(
        Prepared.marked(nodes, fields.need("races", "races: …"), "'races'"),
        Prepared.marked(nodes, fields.need("columns", "columns: …"), "'columns'"));
  }

  private List<Column> columns() {
    Node node = fields.need("columns", "columns: { E2: { name: hold a reference } }");
    Fields columns = Fields.open(nodes, node, "'columns'");
    if (columns.all().isEmpty()) {
      throw nodes.error(node, "a matrix needs at least one column");
    }
    return columns.all().map(this::column).asJava();
  }

  private Column column(Fields.Field field) {
    requireCode(nodes, field);
    Fields column = Fields.strict(nodes, field.value(), "a column", COLUMN_KEYS);
    return new Column(
        field.key(),
        nodes.text(column.need("name", "name: hold a reference"), "a name, in words"),
        text(column.get("proposer")),
        text(column.get("note")),
        column
            .get("kernel")
            .map(kernel -> nodes.word(kernel, NAME, "a kernel such as linux-6.12"))
            .toJavaOptional(),
        column.get("policy").map(this::policies).getOrElse(LinkedHashMap::new),
        nodes.position(field.keyNode()));
  }

  private SequencedMap<String, String> policies(Node node) {
    return RaceReader.policies(nodes, node);
  }

  private SequencedMap<String, String> notes() {
    SequencedMap<String, String> notes = new LinkedHashMap<>();
    fields
        .get("notes")
        .forEach(node ->
            Fields.open(nodes, node, "'notes'")
                .all()
                .forEach(note -> notes.put(note.key(), nodes.text(note.value(), "a footnote"))));
    return notes;
  }

  private String text(Option<Node> node) {
    return node.map(given -> nodes.text(given, "some words")).getOrElse("");
  }

  static void requireCode(Nodes nodes, Fields.Field field) {
    if (!CODE.matcher(field.key()).matches()) {
      throw nodes.error(
          field.keyNode(),
          "'" + field.key() + "' is not a code; use letters, digits, '-', '+', '=' and '.'");
    }
  }
}
