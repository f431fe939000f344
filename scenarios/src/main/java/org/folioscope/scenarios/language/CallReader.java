package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads lists of calls. YAML splits {@code [ read(fd, addr, 4K) ]} at every comma, so the text
 * between the brackets is read again with the grammar of calls; a block list has one scalar for
 * each call.
 */
final class CallReader {
  private static final String QUOTE_IT = "put the whole call in single quotes";

  private final Nodes nodes;

  CallReader(Nodes nodes) {
    this.nodes = nodes;
  }

  Vector<Call> calls(Node node) {
    SequenceNode list =
        nodes.list(node, "a list of calls ('- call' on lines of their own, or [call, call])");
    for (Node item : list.getValue()) {
      if (!(item instanceof ScalarNode)) {
        throw nodes.error(
            item,
            "YAML reads this call as a list or a mapping (because of ': ', '[' or '{'); "
                + QUOTE_IT);
      }
    }
    return list.getFlowStyle() == FlowStyle.FLOW
        ? flow(list)
        : Vector.ofAll(list.getValue()).map(item -> single((ScalarNode) item));
  }

  private Vector<Call> flow(SequenceNode list) {
    CallParser parser =
        new CallParser(CallText.of(nodes.source(), nodes.start(list) + 1, nodes.end(list) - 1));
    CallCursor in = parser.cursor();
    SortedMap<Integer, ScalarNode> quoted = quoted(list);
    Vector<Call> calls = Vector.empty();
    while (!in.atEnd()) {
      Option<ScalarNode> scalar = Option.of(quoted.get(in.index()));
      calls = calls.append(scalar.map(this::single).getOrElse(parser::call));
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

  private Call single(ScalarNode scalar) {
    Source source = nodes.source();
    int start = nodes.start(scalar);
    CallText text =
        scalar.isPlain()
            ? CallText.of(source, start, nodes.end(scalar))
            : CallText.quoted(source, start, scalar.getValue());
    return new CallParser(text).only();
  }
}
