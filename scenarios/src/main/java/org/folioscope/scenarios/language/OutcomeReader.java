package org.folioscope.scenarios.language;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code outcomes:} and {@code options:}. */
final class OutcomeReader {
  private static final Vector<String> KEYS =
      Vector.of("on", "required", "allowed", "forbidden", "because");
  private static final Vector<String> WHERE =
      Vector.of("kernel", "filesystem", "policy", "options");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]*");
  private static final Pattern OUTCOME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Nodes nodes;

  OutcomeReader(Nodes nodes) {
    this.nodes = nodes;
  }

  Vector<OutcomeRule> rules(Node node) {
    return Vector.ofAll(nodes.list(node, "a list of outcome rules").getValue()).map(this::rule);
  }

  private OutcomeRule rule(Node node) {
    Fields fields = Fields.strict(nodes, node, "an outcome rule", KEYS);
    OutcomeRule rule =
        new OutcomeRule(
            where(fields.need("on", "on: { kernel: linux-6.12, filesystem: ext4 }")),
            ids(fields.get("required")),
            ids(fields.get("allowed")),
            ids(fields.get("forbidden")),
            nodes.text(
                fields.need("because", "because: reclaim leaves pinned folios alone"), "a reason"),
            nodes.position(node));
    refuseContradiction(node, rule);
    return rule;
  }

  private void refuseContradiction(Node node, OutcomeRule rule) {
    Vector<String> all = rule.required().appendAll(rule.allowed()).appendAll(rule.forbidden());
    if (all.isEmpty()) {
      throw nodes.error(node, "an outcome rule needs 'required:', 'allowed:' or 'forbidden:'");
    }
    SortedSet<String> seen = new TreeSet<>();
    for (String id : all) {
      if (!seen.add(id)) {
        throw nodes.error(
            node, "the outcome '" + Literals.shortened(id) + "' is listed twice in one rule");
      }
    }
  }

  private Vector<String> ids(Option<Node> node) {
    return node.map(n -> nodes.words(n, OUTCOME, "an outcome such as lost-write"))
        .getOrElse(Vector.empty());
  }

  private OutcomeRule.Where where(Node node) {
    Fields fields = Fields.strict(nodes, node, "'on'", WHERE);
    return new OutcomeRule.Where(
        names(fields.get("kernel"), "a kernel such as linux-6.12"),
        names(fields.get("filesystem"), "a filesystem such as ext4"),
        fields
            .get("policy")
            .map(policies -> PolicySetting.read(nodes, policies))
            .getOrElse(LinkedHashMap.empty()),
        fields.get("options").map(this::options).getOrElse(LinkedHashMap.empty()));
  }

  private Vector<String> names(Option<Node> node, String expected) {
    return node.map(n -> nodes.words(n, NAME, expected)).getOrElse(Vector.empty());
  }

  /** Machine options with their values in canonical form, in the order written. */
  LinkedHashMap<String, String> options(Node node) {
    Vector<Fields.Field> fields =
        Fields.strict(nodes, node, "'options'", MachineOption.keys()).all();
    return LinkedHashMap.ofEntries(fields.map(this::option));
  }

  private Tuple2<String, String> option(Fields.Field field) {
    String written = nodes.scalar(field.value(), "a value");
    String value =
        MachineOption.named(field.key())
            .get()
            .canonical(written)
            .getOrElseThrow(expected ->
                nodes.error(
                    field.value(),
                    "'"
                        + Literals.shortened(written)
                        + "' is no value of "
                        + field.key()
                        + "; "
                        + expected));
    return Tuple.of(field.key(), value);
  }
}
