package org.folioscope.eventlog.imports;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object. Asking for one that is not there, or is of another kind, is an
 * error which names it.
 *
 * @param path where the object stands in the line
 */
record Members(String path, SequencedMap<String, @Nullable Object> values) {

  private static final int LONGEST = 40;

  /** How the member of an object at a path is named. */
  static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** How a value is shown in a message. */
  static String show(@Nullable Object value) {
    return switch (value) {
      case String text ->
          "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "\"";
      case Members _ -> "an object";
      case List<?> _ -> "an array";
      case null, default -> String.valueOf(value);
    };
  }

  String below(String name) {
    return below(path, name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Refuses members of other names, whose meaning would be lost. */
  void only(String... names) {
    Set<String> others = new TreeSet<>(values.keySet());
    Set.of(names).forEach(others::remove);
    if (!others.isEmpty()) {
      throw new MalformedLineException(below(others.iterator().next()) + " is not known here");
    }
  }

  @Nullable Object value(String name) {
    if (!has(name)) {
      throw new MalformedLineException(below(name) + " is missing");
    }
    return values.get(name);
  }

  long number(String name) {
    return as(Long.class, name, "a whole number");
  }

  int integer(String name) {
    long value = number(name);
    if (value != (int) value) {
      throw new MalformedLineException(below(name) + " is not a 32-bit number: " + value);
    }
    return (int) value;
  }

  String text(String name) {
    return as(String.class, name, "a string");
  }

  boolean flag(String name) {
    return as(Boolean.class, name, "true or false");
  }

  Members object(String name) {
    return as(Members.class, name, "an object");
  }

  List<?> list(String name) {
    return as(List.class, name, "an array");
  }

  /** Sixteen hex digits. */
  long word(String name) {
    String text = text(name);
    if (text.length() != 2 * Long.BYTES || !isHex(text)) {
      throw new MalformedLineException(below(name) + " is not 16 hex digits: " + show(text));
    }
    return HexFormat.fromHexDigitsToLong(text);
  }

  /** Any even number of hex digits. */
  byte[] bytes(String name) {
    String text = text(name);
    if (text.length() % 2 != 0 || !isHex(text)) {
      throw new MalformedLineException(below(name) + " is not hex digits: " + show(text));
    }
    return HexFormat.of().parseHex(text);
  }

  /** An object of strings. */
  SequencedMap<String, String> texts(String name) {
    Members object = object(name);
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : object.values().entrySet()) {
      texts.put(entry.getKey(), object.text(entry.getKey()));
    }
    return texts;
  }

  private <T> T as(Class<T> type, String name, String what) {
    Object value = value(name);
    if (!type.isInstance(value)) {
      throw new MalformedLineException(below(name) + " is not " + what + ": " + show(value));
    }
    return type.cast(value);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(HexFormat::isHexDigit);
  }
}
