package org.folioscope.eventlog.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.state.StableHash;

/**
 * A log as JSON, one object a line, with all that is needed to write the same log again:
 *
 * <pre>
 *   {"log":{"format":1,"families":[{"name","version","types"}],"properties":{}}}
 *   {"content":{"blob":"base64"}}
 *   {"n":1,"step":1,"task":0,"time":0,"cause":0,"family":"toy","event":"Put","fields":{},"digest":"016x"}
 *   {"step":1,"after":1,"mark":{"entered":true,"function":"f","detail":""}}
 *   {"end":{"state":"complete","message","events","steps","digest","hash","properties":{},"check"}}
 * </pre>
 *
 * {@link JsonValues} says how fields are written. An event of a family that is not known here has
 * {@code "opaque"}, hex digits, instead of fields; since these may refer to file data beside the
 * log, all of that stands before the first step, in lines with {@code "content"}. The end of an
 * unfinished or damaged log has state and message only.
 */
public final class JsonlExport {

  private static final String LINE = "\n";

  private final JsonGenerator json;
  private final Map<Class<?>, String> familyNames;

  private JsonlExport(JsonGenerator json, Map<Class<?>, String> familyNames) {
    this.json = json;
    this.familyNames = familyNames;
  }

  /**
   * Writes a kept log in UTF-8. The stream stays open.
   *
   * @param families the vocabularies at hand, with which the reader was opened
   * @return why there was no more
   */
  public static LogEnding write(
      ChronicleReader reader, List<? extends EventFamily<?>> families, OutputStream out)
      throws IOException {
    List<Content> contents = reader.knowsAllFamilies() ? List.of() : reader.contents();
    try (LogCursor cursor = reader.cursor()) {
      write(reader.header(), contents, cursor, families, out);
      return cursor.ending();
    }
  }

  /**
   * Writes a log without opaque events in UTF-8. The stream stays open.
   *
   * @param families the vocabularies at hand
   */
  public static void write(
      LogHeader header, LogCursor cursor, List<? extends EventFamily<?>> families, OutputStream out)
      throws IOException {
    write(header, List.of(), cursor, families, out);
  }

  private static void write(
      LogHeader header,
      List<Content> contents,
      LogCursor cursor,
      List<? extends EventFamily<?>> families,
      OutputStream out)
      throws IOException {
    Map<Class<?>, String> familyNames = new HashMap<>();
    families.forEach(
        family -> family.types().forEach(type -> familyNames.put(type, family.name())));
    try (JsonGenerator json =
        new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter(LINE));
      JsonlExport export = new JsonlExport(json, familyNames);
      export.writeHeader(header);
      for (Content content : contents) {
        export.writeContent(content);
      }
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        export.writeStep(step);
      }
      export.writeEnding(cursor.ending());
      json.writeRaw(LINE);
    }
  }

  /** A hash over the end record itself, which its own hash does not cover. */
  public static long check(LogEnd end) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of(end.events(), end.steps(), end.digest(), end.hash()));
    end.properties().forEach((name, value) -> all.addAll(List.of(name, value)));
    return StableHash.of(all);
  }

  private void writeHeader(LogHeader header) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("log");
    json.writeNumberField("format", header.format());
    json.writeArrayFieldStart("families");
    for (LogHeader.Family family : header.families()) {
      json.writeStartObject();
      json.writeStringField("name", family.name());
      json.writeNumberField("version", family.version());
      json.writeArrayFieldStart("types");
      for (String type : family.types()) {
        json.writeString(type);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    writeProperties(header.properties());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeContent(Content content) throws IOException {
    json.writeStartObject();
    json.writeFieldName("content");
    JsonValues.write(content, json);
    json.writeEndObject();
  }

  private void writeStep(LoggedStep step) throws IOException {
    int nextMark = 0;
    for (LoggedStep.Logged logged : step.events()) {
      nextMark = writeMarks(step, nextMark, logged.number());
      writeEvent(step, logged);
    }
    writeMarks(step, nextMark, Long.MAX_VALUE);
  }

  private void writeEvent(LoggedStep step, LoggedStep.Logged logged) throws IOException {
    json.writeStartObject();
    json.writeNumberField("n", logged.number());
    json.writeNumberField("step", step.step().number());
    json.writeNumberField("task", step.step().task());
    json.writeNumberField("time", step.step().time());
    json.writeNumberField("cause", step.step().cause());
    Event event = logged.event();
    if (event instanceof OpaqueEvent opaque) {
      json.writeStringField("family", opaque.family());
      json.writeStringField("event", opaque.typeName());
      json.writeStringField("opaque", HexFormat.of().formatHex(opaque.encoded().bytes()));
    } else {
      json.writeStringField("family", familyOf(event));
      json.writeStringField("event", event.getClass().getSimpleName());
      json.writeObjectFieldStart("fields");
      JsonValues.writeComponents((Record) event, json);
      json.writeEndObject();
    }
    json.writeStringField("digest", hex(logged.digest()));
    json.writeEndObject();
  }

  private int writeMarks(LoggedStep step, int from, long event) throws IOException {
    int next = from;
    for (; next < step.marks().size() && step.marks().get(next).afterEvent() < event; next++) {
      LoggedStep.PlacedMark placed = step.marks().get(next);
      json.writeStartObject();
      json.writeNumberField("step", step.step().number());
      json.writeNumberField("after", placed.afterEvent());
      json.writeObjectFieldStart("mark");
      JsonValues.writeComponents(placed.mark(), json);
      json.writeEndObject();
      json.writeEndObject();
    }
    return next;
  }

  private void writeEnding(LogEnding ending) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("end");
    json.writeStringField("state", ending.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("message", ending.message());
    LogEnd end = ending.end();
    if (end != null) {
      json.writeNumberField("events", end.events());
      json.writeNumberField("steps", end.steps());
      json.writeStringField("digest", hex(end.digest()));
      json.writeStringField("hash", hex(end.hash()));
      writeProperties(end.properties());
      json.writeStringField("check", hex(check(end)));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeProperties(Map<String, String> properties) throws IOException {
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      json.writeStringField(property.getKey(), property.getValue());
    }
    json.writeEndObject();
  }

  private String familyOf(Event event) {
    String name = familyNames.get(event.getClass());
    if (name != null) {
      return name;
    }
    throw new IllegalArgumentException("no family is given for " + event.getClass().getName());
  }

  private static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }
}
