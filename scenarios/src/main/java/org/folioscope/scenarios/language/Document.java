package org.folioscope.scenarios.language;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML document that is read as strictly as a scenario, for what is written beside scenarios:
 * every node knows its place, and what a scenario may not use is refused.
 *
 * @param nodes takes values out of nodes, or says at which place something else stands
 * @param root the document
 */
public record Document(Nodes nodes, Node root) {

  /**
   * Reads a document.
   *
   * @param path a name for messages
   * @throws ScenarioException at the first thing that is wrong
   */
  public static Document parse(String path, String text) {
    Source source = SourceDecoder.checked(SourceDecoder.source(path, text));
    return new Document(new Nodes(source), YamlTree.read(source));
  }
}
