package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The keys of one mapping and their values, in order, each key once. */
public final class Fields {
  /** A key of a mapping. */
  public record Field(String key, Node keyNode, Node value) {}

  private final Nodes nodes;
  private final MappingNode mapping;
  private final String what;
  private final Vector<Field> all;

  private Fields(Nodes nodes, MappingNode mapping, String what, Vector<Field> all) {
    this.nodes = nodes;
    this.mapping = mapping;
    this.what = what;
    this.all = all;
  }

  /** A mapping with keys of the writer's choice. */
  public static Fields open(Nodes nodes, Node node, String what) {
    MappingNode mapping = nodes.mapping(node, what + " (a mapping)");
    SortedMap<String, Field> known = new TreeMap<>();
    Vector<Field> all = Vector.empty();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      Field field = new Field(key(nodes, keyNode, what), keyNode, tuple.getValueNode());
      Field earlier = known.putIfAbsent(field.key(), field);
      if (earlier != null) {
        int line = nodes.position(earlier.keyNode()).line();
        String twice = "the key '" + Literals.shortened(field.key()) + "' is given twice";
        throw nodes.error(keyNode, twice + "; first in line " + line);
      }
      all = all.append(field);
    }
    return new Fields(nodes, mapping, what, all);
  }

  private static String key(Nodes nodes, Node node, String what) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    throw nodes.error(node, "a key in " + what + " must be a plain name");
  }

  /** A mapping that has no other keys than those known. */
  public static Fields strict(Nodes nodes, Node node, String what, Vector<String> known) {
    Fields fields = open(nodes, node, what);
    for (Field field : fields.all) {
      if (!known.contains(field.key())) {
        String hint =
            DidYouMean.closest(field.key(), known)
                .map(near -> "; did you mean '" + near + "'?")
                .getOrElse("; there are " + known.mkString(", "));
        throw nodes.error(
            field.keyNode(),
            "unknown key '" + Literals.shortened(field.key()) + "' in " + what + hint);
      }
    }
    return fields;
  }

  public Vector<Field> all() {
    return all;
  }

  public Option<Node> get(String key) {
    return all.find(field -> field.key().equals(key)).map(Field::value);
  }

  /** The value of a key that must be there; {@code example} shows how it is written. */
  public Node need(String key, String example) {
    return get(key)
        .getOrElseThrow(
            () -> nodes.error(mapping, what + " needs '" + key + ":', for example " + example));
  }
}
