package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads lists of calls and of blocks that repeat calls. YAML splits {@code [ read(fd, addr, 4K) ]}
 * at every comma, so the text between the brackets is read again with the grammar of calls; a block
 * list has one scalar for each call.
 */
final class CallReader {
  private static final String QUOTE_IT = "put the whole call in single quotes";
  private static final Vector<String> REPEAT_KEYS = Vector.of("repeat", "calls");

  private final Nodes nodes;

  CallReader(Nodes nodes) {
    this.nodes = nodes;
  }

  CallList calls(Node node) {
    SequenceNode list =
        nodes.list(node, "a list of calls ('- call' on lines of their own, or [call, call])");
    if (list.getFlowStyle() == FlowStyle.FLOW) {
      return CallList.of(flow(list));
    }
    return new CallList(Vector.ofAll(list.getValue()).map(this::item));
  }

  private CallList.Item item(Node item) {
    return isRepeat(item) ? repeat(item) : new CallList.Single(single(item));
  }

  private static boolean isRepeat(Node item) {
    return item instanceof MappingNode mapping
        && mapping.getValue().stream()
            .map(NodeTuple::getKeyNode)
            .anyMatch(
                key -> key instanceof ScalarNode name && REPEAT_KEYS.contains(name.getValue()));
  }

  private CallList.Repeat repeat(Node node) {
    Fields fields = Fields.strict(nodes, node, "a repeat block", REPEAT_KEYS);
    Node times = fields.need("repeat", "repeat: 2");
    long count = nodes.size(times, "how many times, such as 2");
    if (count < 1 || count > CallList.Repeat.MOST) {
      throw nodes.error(times, "expected a number of times from 1 to " + CallList.Repeat.MOST);
    }
    Node listed = fields.need("calls", "calls: [ fsync(fd1) ]");
    CallList calls = calls(listed);
    if (calls.isEmpty()) {
      throw nodes.error(listed, "the repeat block has no calls");
    }
    return new CallList.Repeat(
        (int) count, calls.items().flatMap(this::ofOneRound), nodes.position(node));
  }

  private Vector<Call> ofOneRound(CallList.Item item) {
    Source source = nodes.source();
    if (item instanceof CallList.Repeat inner) {
      throw source.error(inner.position(), "a repeat block cannot stand in another one");
    }
    for (Call call : item.written()) {
      for (String variable : call.variable()) {
        throw source.error(
            call.position(),
            "a repeat block cannot assign '"
                + Literals.shortened(variable)
                + "': a variable is assigned once");
      }
    }
    return item.written();
  }

  private Vector<Call> flow(SequenceNode list) {
    for (Node item : list.getValue()) {
      if (isRepeat(item)) {
        throw nodes.error(
            item, "inside [ ] there can be no repeat block; write a block list ('- repeat: 2')");
      }
      scalar(item);
    }
    CallParser parser =
        new CallParser(CallText.of(nodes.source(), nodes.start(list) + 1, nodes.end(list) - 1));
    CallCursor in = parser.cursor();
    SortedMap<Integer, ScalarNode> quoted = quoted(list);
    Vector<Call> calls = Vector.empty();
    while (!in.atEnd()) {
      Option<ScalarNode> scalar = Option.of(quoted.get(in.index()));
      calls = calls.append(scalar.map(node -> single(node)).getOrElse(parser::call));
      scalar.forEach(node -> in.jumpTo(nodes.end(node)));
      if (!in.accept(',') && !in.atEnd()) {
        throw in.error("expected ',' or ']' after a call, found " + in.found());
      }
    }
    return calls;
  }

  /** The quoted scalars of a list by where they start. */
  private SortedMap<Integer, ScalarNode> quoted(SequenceNode list) {
    SortedMap<Integer, ScalarNode> found = new TreeMap<>();
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar && !scalar.isPlain()) {
        found.put(nodes.start(scalar), scalar);
      }
    }
    return found;
  }

  private ScalarNode scalar(Node item) {
    if (item instanceof ScalarNode scalar) {
      return scalar;
    }
    throw nodes.error(
        item,
        "YAML reads this call as a list or a mapping (because of ': ', '[' or '{'); " + QUOTE_IT);
  }

  private Call single(Node item) {
    ScalarNode scalar = scalar(item);
    Source source = nodes.source();
    int start = nodes.start(scalar);
    CallText text =
        scalar.isPlain()
            ? CallText.of(source, start, nodes.end(scalar))
            : CallText.quoted(source, start, scalar.getValue());
    return new CallParser(text).only();
  }
}
