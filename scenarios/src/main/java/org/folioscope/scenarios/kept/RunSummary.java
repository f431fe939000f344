package org.folioscope.scenarios.kept;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.plugin.Plugin;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Execution;
import org.jspecify.annotations.Nullable;

/**
 * A kept run as one JSON object: {@code run.json}.
 *
 * @param schedule the schedule's id, or null where a torn log does not tell it
 * @param events how many events there are
 * @param digest of all state at the end
 * @param outcome the outcome's id, or null where a torn log does not tell it
 * @param violations what was reported
 */
record RunSummary(
    @Nullable String schedule,
    long events,
    long digest,
    @Nullable String outcome,
    List<Violation> violations) {

  static RunSummary of(Execution execution) {
    return new RunSummary(
        execution.end().schedule().id(),
        execution.events(),
        execution.digest(),
        execution.outcome().id(),
        execution.violations());
  }

  /** What a log tells of its run. */
  static RunSummary of(KeptLog log) {
    ReplayedLog replayed = ReplayedLog.of(log, Replay.ALL);
    LogEnd end = log.ending().end();
    return new RunSummary(
        end == null ? null : end.properties().get(KeptRun.SCHEDULE),
        log.ending().lastEvent(),
        replayed.result().digest(),
        end == null ? null : end.properties().get(KeptRun.OUTCOME),
        replayed.violations());
  }

  String json(Configuration configuration) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      write(json, configuration);
    }
    return text.append('\n').toString();
  }

  private void write(JsonGenerator json, Configuration configuration) throws IOException {
    json.writeStartObject();
    json.writeStringField("scenario", configuration.scenario().name());
    json.writeStringField("kernel", configuration.policies().kernel().label());
    json.writeStringField("filesystem", configuration.filesystem().name());
    json.writeObjectFieldStart("policies");
    for (var policy : configuration.policies().overrides().entrySet()) {
      json.writeStringField(policy.getKey(), policy.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("plugins");
    for (Plugin plugin : configuration.plugins()) {
      write(json, plugin);
    }
    json.writeEndArray();
    json.writeStringField("grain", configuration.grain());
    json.writeStringField("schedule", schedule);
    json.writeNumberField("events", events);
    json.writeStringField("digest", HexFormat.of().toHexDigits(digest));
    json.writeStringField("outcome", outcome);
    json.writeArrayFieldStart("violations");
    for (Violation violation : violations) {
      write(json, violation);
    }
    json.writeEndArray();
    json.writeStringField("log", RunDirectory.LOG);
    writeVersions(json);
    json.writeStringField("scenarioText", configuration.scenario().text());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Violation violation) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", violation.kind().name());
    json.writeStringField("id", violation.id());
    json.writeStringField("function", violation.function());
    json.writeStringField("message", violation.message());
    json.writeNumberField("event", violation.event());
    json.writeBooleanField("consequence", violation.consequence());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Plugin plugin) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", plugin.name());
    json.writeStringField("version", plugin.version());
    json.writeStringField("file", plugin.file());
    json.writeStringField("sha256", plugin.sha256());
    json.writeEndObject();
  }

  private static void writeVersions(JsonGenerator json) throws IOException {
    String version = RunSummary.class.getPackage().getImplementationVersion();
    json.writeObjectFieldStart("versions");
    json.writeStringField("folioscope", version == null ? "unpackaged" : version);
    json.writeNumberField("log", LogHeader.FORMAT);
    json.writeEndObject();
  }
}
