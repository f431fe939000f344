package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Takes the values that are expected out of nodes, or says at which place something else stands.
 */
public final class Nodes {
  private final Source source;

  Nodes(Source source) {
    this.source = source;
  }

  Source source() {
    return source;
  }

  int start(Node node) {
    return node.getStartMark().map(Mark::getIndex).orElse(0);
  }

  int end(Node node) {
    return node.getEndMark().map(Mark::getIndex).orElse(0);
  }

  public Position position(Node node) {
    return source.position(start(node));
  }

  public ScenarioException error(Node node, String problem) {
    return source.error(position(node), problem);
  }

  private ScenarioException unexpected(Node node, String expected) {
    return error(node, "expected " + expected + ", found " + describe(node));
  }

  private static String describe(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return node instanceof MappingNode ? "a mapping" : "a list";
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      return "nothing";
    }
    boolean text = scalar.getTag().equals(Tag.STR);
    String value = Literals.shortened(scalar.getValue().strip());
    return (text ? "" : kind(scalar) + " ") + "'" + value + "'";
  }

  private static String kind(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.BOOL) ? "the truth value" : "the number";
  }

  public MappingNode mapping(Node node, String expected) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw unexpected(node, expected);
  }

  public SequenceNode list(Node node, String expected) {
    if (node instanceof SequenceNode list) {
      return list;
    }
    throw unexpected(node, expected);
  }

  /** Any single value but nothing, as written. */
  public String scalar(Node node, String expected) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw unexpected(node, expected);
  }

  /** Text that is not blank. */
  public String text(Node node, String expected) {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.STR)
        && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    throw unexpected(node, expected);
  }

  /** Text of a given shape. */
  public String word(Node node, Pattern shape, String expected) {
    String word = text(node, expected);
    if (!shape.matcher(word).matches()) {
      throw unexpected(node, expected);
    }
    return word;
  }

  /** A word or a list of words. */
  public Vector<String> words(Node node, Pattern shape, String expected) {
    if (node instanceof SequenceNode list) {
      return Vector.ofAll(list.getValue()).map(item -> word(item, shape, expected));
    }
    return Vector.of(word(node, shape, expected + ", or a list of them"));
  }

  /** A size in bytes. */
  long size(Node node, String expected) {
    String written = scalar(node, expected);
    return Literals.size(written).getOrElseThrow(problem -> error(node, problem));
  }

  public boolean truth(Node node, String expected) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(scalar.getValue());
    }
    throw unexpected(node, expected);
  }
}
