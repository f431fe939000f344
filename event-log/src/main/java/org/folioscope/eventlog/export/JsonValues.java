package org.folioscope.eventlog.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * Components as JSON, without loss: numbers, booleans, texts and null as such, an enum constant as
 * its name, a list as an array, a record as an object of its components. Where a component's type
 * is a sealed interface, the object's first member {@code "is"} names the record. A content is
 * {@code {"fill":171,"length":4096}}, {@code {"pattern":seed,"offset":0,"length":4096}}, {@code
 * {"literal":"hex"}} or {@code {"blob":"base64"}}.
 */
final class JsonValues {

  private JsonValues() {}

  /** Writes the components as members of an object that was begun. */
  static void writeComponents(Record parts, JsonGenerator json) throws IOException {
    for (RecordComponent component : parts.getClass().getRecordComponents()) {
      json.writeFieldName(component.getName());
      write(RecordValues.get(component, parts), json);
    }
  }

  static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean flag -> json.writeBoolean(flag);
      case Number number -> json.writeNumber(number.longValue());
      case String text -> json.writeString(text);
      case Enum<?> constant -> json.writeString(constant.name());
      case Content content -> writeContent(content, json);
      case List<?> list -> writeList(list, json);
      case Record parts -> writeRecord(parts, json);
      default ->
          throw new IllegalArgumentException("events cannot hold a " + value.getClass().getName());
    }
  }

  private static void writeList(List<?> list, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      write(element, json);
    }
    json.writeEndArray();
  }

  private static void writeRecord(Record parts, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (Arrays.stream(parts.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
      json.writeStringField("is", parts.getClass().getSimpleName());
    }
    writeComponents(parts, json);
    json.writeEndObject();
  }

  private static void writeContent(Content content, JsonGenerator json) throws IOException {
    json.writeStartObject();
    switch (content.kind()) {
      case FILL -> {
        json.writeNumberField("fill", content.seed());
        json.writeNumberField("length", content.length());
      }
      case PATTERN -> {
        json.writeNumberField("pattern", content.seed());
        json.writeNumberField("offset", content.offset());
        json.writeNumberField("length", content.length());
      }
      case LITERAL -> json.writeStringField("literal", HexFormat.of().formatHex(content.bytes()));
      case BLOB -> json.writeBinaryField("blob", content.bytes());
    }
    json.writeEndObject();
  }
}
