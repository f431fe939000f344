package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.plugin.Plugin;
import org.folioscope.scenarios.run.Configuration;

/** Parts of JSON objects that several verbs write. */
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ArrayNode array(Iterable<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode object(Map<String, String> texts) {
    ObjectNode object = object();
    texts.forEach(object::put);
    return object;
  }

  static String digest(long digest) {
    return HexFormat.of().toHexDigits(digest);
  }

  /** The beginning of an object about a configuration. */
  static ObjectNode of(Configuration configuration) {
    ObjectNode object = object();
    object.put("scenario", configuration.scenario().name());
    object.put("kernel", configuration.policies().kernel().label());
    object.put("filesystem", configuration.filesystem().name());
    object.set("policies", object(configuration.policies().overrides()));
    ArrayNode plugins = object.putArray("plugins");
    for (Plugin plugin : configuration.plugins()) {
      plugins
          .addObject()
          .put("name", plugin.name())
          .put("version", plugin.version())
          .put("file", plugin.file())
          .put("sha256", plugin.sha256());
    }
    return object;
  }

  static ArrayNode violations(List<Violation> violations) {
    ArrayNode array = array();
    for (Violation violation : violations) {
      array
          .addObject()
          .put("kind", violation.kind().name())
          .put("id", violation.id())
          .put("function", violation.function())
          .put("message", violation.message())
          .put("event", violation.event())
          .put("consequence", violation.consequence());
    }
    return array;
  }
}
