package org.folioscope.eventlog.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object as plain values: {@link Members}, {@link List}, {@link Long}, {@link String},
 * {@link Boolean} or null. Numbers are whole, and no member comes twice.
 */
final class JsonLine {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // A blob may be as long as it likes: the line is in memory already.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonLine() {}

  /**
   * The object in a line.
   *
   * @throws MalformedLineException when there is anything else
   */
  static Members parse(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedLineException("not a JSON object");
      }
      Members members = object(json, "");
      if (json.nextToken() != null) {
        throw new MalformedLineException("something follows on the JSON object");
      }
      return members;
    } catch (JsonProcessingException e) {
      throw new MalformedLineException("not JSON: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new MalformedLineException("not JSON: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static Members object(JsonParser json, String path) throws IOException {
    SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, value(json, Members.below(path, name)));
    }
    return new Members(path, values);
  }

  private static List<@Nullable Object> array(JsonParser json, String path) throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser json, String path) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, path);
      case START_ARRAY -> array(json, path);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new MalformedLineException(path + " is not a whole number");
    };
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
