package org.folioscope.scenarios.language;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns the text of one YAML document into nodes that know their places. What a scenario has no use
 * for is refused before any node is built: anchors and aliases (they can multiply), tags, several
 * documents, deep nesting.
 */
final class YamlTree {
  private static final int DEEPEST = 16;

  private final Source source;
  private final LoadSettings settings;
  private int depth;
  private int documents;

  private YamlTree(Source source) {
    this.source = source;
    this.settings =
        LoadSettings.builder()
            .setLabel(source.path())
            .setCodePointLimit(SourceDecoder.MAX_BYTES)
            .setAllowDuplicateKeys(true)
            .build();
  }

  /** The root node of the document. */
  static Node read(Source source) {
    YamlTree tree = new YamlTree(source);
    try {
      return tree.compose();
    } catch (MarkedYamlEngineException e) {
      throw tree.syntaxError(e);
    } catch (ReaderException e) {
      throw source.error(
          source.position(Math.min(e.getPosition(), source.length())),
          "the character U+%04X cannot stand in a scenario".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw source.error(Position.START, "not readable as YAML: " + e.getMessage());
    }
  }

  private Node compose() {
    for (Event event : new Parse(settings).parseString(source.text())) {
      check(event);
    }
    return new Compose(settings)
        .composeString(source.text())
        .orElseThrow(() ->
            source.error(
                Position.START,
                "there are only comments; a scenario starts with 'scenario: NAME'"));
  }

  private void check(Event event) {
    switch (event) {
      case AliasEvent alias ->
          throw at(
              event, "aliases ('*" + alias.getAlias() + "') are not part of the scenario language");
      case DocumentStartEvent _ -> countDocument(event);
      case CollectionStartEvent start -> {
        refuseTag(event, start.getTag().isPresent());
        depth++;
      }
      case ScalarEvent scalar -> refuseTag(event, scalar.getTag().isPresent());
      default -> depth -= closes(event) ? 1 : 0;
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      String anchor = node.getAnchor().map(Anchor::getValue).orElse("");
      throw at(event, "anchors ('&" + anchor + "') are not part of the scenario language");
    }
    if (depth > DEEPEST) {
      throw at(event, "lists and mappings are nested deeper than " + DEEPEST);
    }
  }

  private void countDocument(Event event) {
    documents++;
    if (documents > 1) {
      throw at(event, "a second YAML document starts here; a file holds one scenario");
    }
  }

  private static boolean closes(Event event) {
    return event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd;
  }

  private void refuseTag(Event event, boolean tagged) {
    if (tagged) {
      throw at(event, "tags ('!…') are not part of the scenario language");
    }
  }

  private ScenarioException at(Event event, String problem) {
    int index = event.getStartMark().map(Mark::getIndex).orElse(0);
    return source.error(source.position(index), problem);
  }

  /** The parser's own message is several lines with a snippet; its problem is one line. */
  private ScenarioException syntaxError(MarkedYamlEngineException e) {
    int index = e.getProblemMark().or(e::getContextMark).map(Mark::getIndex).orElse(0);
    String problem = e.getProblem() == null ? "unreadable" : e.getProblem();
    String context = e.getContext() == null ? "" : e.getContext();
    Position position = source.position(Math.min(index, source.length()));
    return source.error(position, "YAML: " + problem + hint(context, problem, index));
  }

  private String hint(String context, String problem, int index) {
    if (source.at(index) == '\t') {
      return "; indent with spaces";
    }
    if (context.contains("flow sequence")) {
      return "; inside [ ], put a call with a quoted argument in single quotes, or write a block"
          + " list ('- call')";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "; put text that contains ': ' in quotes";
    }
    return context.isEmpty() ? "" : " (" + context + ")";
  }
}
