package org.folioscope.scenarios.kept;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Execution;

/** A kept run as one JSON object: {@code run.json}. */
final class RunSummary {

  private final JsonGenerator json;

  private RunSummary(JsonGenerator json) {
    this.json = json;
  }

  static String of(Configuration configuration, Execution execution) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      new RunSummary(json).write(configuration, execution);
    }
    return text.append('\n').toString();
  }

  private void write(Configuration configuration, Execution execution) throws IOException {
    json.writeStartObject();
    json.writeStringField("scenario", configuration.scenario().name());
    json.writeStringField("kernel", configuration.policies().kernel().label());
    json.writeStringField("filesystem", configuration.filesystem().name());
    json.writeObjectFieldStart("policies");
    for (var policy : configuration.policies().overrides().entrySet()) {
      json.writeStringField(policy.getKey(), policy.getValue());
    }
    json.writeEndObject();
    json.writeStringField("grain", configuration.grain());
    json.writeStringField("schedule", execution.end().schedule().id());
    json.writeNumberField("events", execution.events());
    json.writeStringField("digest", HexFormat.of().toHexDigits(execution.digest()));
    json.writeStringField("outcome", execution.outcome().id());
    json.writeArrayFieldStart("violations");
    for (Violation violation : execution.violations()) {
      write(violation);
    }
    json.writeEndArray();
    json.writeStringField("log", RunDirectory.LOG);
    writeVersions();
    json.writeStringField("scenarioText", configuration.scenario().text());
    json.writeEndObject();
  }

  private void write(Violation violation) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", violation.kind().name());
    json.writeStringField("id", violation.id());
    json.writeStringField("function", violation.function());
    json.writeStringField("message", violation.message());
    json.writeNumberField("event", violation.event());
    json.writeBooleanField("consequence", violation.consequence());
    json.writeEndObject();
  }

  private void writeVersions() throws IOException {
    String version = RunSummary.class.getPackage().getImplementationVersion();
    json.writeObjectFieldStart("versions");
    json.writeStringField("folioscope", version == null ? "unpackaged" : version);
    json.writeNumberField("log", LogHeader.FORMAT);
    json.writeEndObject();
  }
}
