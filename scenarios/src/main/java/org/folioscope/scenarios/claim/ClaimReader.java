package org.folioscope.scenarios.claim;

import io.vavr.collection.Vector;
import java.util.List;
import java.util.regex.Pattern;
import org.folioscope.scenarios.language.Document;
import org.folioscope.scenarios.language.Fields;
import org.folioscope.scenarios.language.Nodes;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.matrix.Code;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file of claims as strictly as a scenario. */
public final class ClaimReader {

  private static final Vector<String> CLAIM_KEYS =
      Vector.of("thread", "claim", "who", "taken-back", "because", "answer", "shown");
  private static final Vector<String> EVIDENCE_KEYS =
      Vector.of("matrix", "race", "column", "filesystem", "some", "never");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][A-Za-z0-9.-]*");
  private static final Pattern THREAD = Pattern.compile("[0-9]{3}");

  private final Nodes nodes;

  private ClaimReader(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads claims.
   *
   * @param path a name for messages
   * @throws ScenarioException at the first thing that is wrong
   */
  public static List<Claim> parse(String path, String text) {
    Document document = Document.parse(path, text);
    ClaimReader reader = new ClaimReader(document.nodes());
    Fields root =
        Fields.strict(document.nodes(), document.root(), "a file of claims", Vector.of("claims"));
    Node claims = root.need("claims", "claims: { no-wake-is-missed: { claim: …, who: … } }");
    return Fields.open(document.nodes(), claims, "'claims'").all().map(reader::claim).asJava();
  }

  private Claim claim(Fields.Field field) {
    if (!NAME.matcher(field.key()).matches()) {
      throw nodes.error(
          field.keyNode(), "'" + field.key() + "' is no name such as no-wake-is-missed");
    }
    Fields fields = Fields.strict(nodes, field.value(), "a claim", CLAIM_KEYS);
    Node thread = fields.need("thread", "thread: 002");
    String number = nodes.scalar(thread, "three digits such as 002");
    if (!THREAD.matcher(number).matches()) {
      throw nodes.error(thread, "expected three digits such as 002, found '" + number + "'");
    }
    Node shown = fields.need("shown", "shown: [{ matrix: page-waits, race: W1, … }]");
    List<Evidence> evidence =
        Vector.ofAll(nodes.list(shown, "a list of cells").getValue()).map(this::evidence).asJava();
    if (evidence.isEmpty()) {
      throw nodes.error(shown, "a claim needs at least one cell that decides it");
    }
    return new Claim(
        field.key(),
        number,
        nodes.text(fields.need("claim", "claim: No wake is missed"), "what was said"),
        nodes.text(fields.need("who", "who: Hugh Dickins, 24 Nov 2020"), "who said it"),
        nodes.text(fields.need("taken-back", "taken-back: stands"), "by whom, or that it stands"),
        nodes.text(fields.need("because", "because: waiters look again"), "a reason"),
        nodes.truth(fields.need("answer", "answer: true"), "true or false"),
        evidence);
  }

  private Evidence evidence(Node node) {
    Fields fields = Fields.strict(nodes, node, "a cell", EVIDENCE_KEYS);
    if (fields.get("some").isDefined() == fields.get("never").isDefined()) {
      throw nodes.error(node, "a cell needs either 'some: CODE' or 'never: CODE'");
    }
    boolean reached = fields.get("some").isDefined();
    return new Evidence(
        nodes.word(fields.need("matrix", "matrix: page-waits"), NAME, "a matrix"),
        nodes.scalar(fields.need("race", "race: W1"), "the code of a race"),
        nodes.scalar(fields.need("column", "column: E2"), "the code of a column"),
        nodes.word(fields.need("filesystem", "filesystem: ext4"), NAME, "a filesystem"),
        reached,
        code(fields.need(reached ? "some" : "never", "never: BUG")));
  }

  private Code code(Node node) {
    String label = nodes.scalar(node, "a code such as BUG");
    return Code.labelled(label)
        .orElseThrow(() ->
            nodes.error(
                node,
                "there is no code '" + label + "'; there are " + String.join(", ", Code.labels())));
  }
}
