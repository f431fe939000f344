package org.folioscope.eventlog.export;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.jspecify.annotations.Nullable;

/** Events as a person reads them: {@code FolioLocked folio=3}. */
public final class EventText {

  private EventText() {}

  /** The record's simple name and its components, {@code name=value}. */
  public static String of(Event event) {
    if (event instanceof OpaqueEvent opaque) {
      return opaque.typeName() + " (" + opaque.family() + ", not known here) " + opaque.encoded();
    }
    StringJoiner text = new StringJoiner(" ");
    text.add(event.getClass().getSimpleName());
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      text.add(component.getName() + "=" + value(RecordValues.get(component, event)));
    }
    return text.toString();
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case String text ->
          text.chars().allMatch(EventText::isPlain) && !text.isEmpty() ? text : quoted(text);
      case List<?> list ->
          list.stream().map(EventText::value).collect(Collectors.joining(" ", "[", "]"));
      case Record parts -> parts(parts);
      default -> value.toString();
    };
  }

  private static String parts(Record parts) {
    StringJoiner text = new StringJoiner(" ", parts.getClass().getSimpleName() + "(", ")");
    for (RecordComponent component : parts.getClass().getRecordComponents()) {
      text.add(component.getName() + "=" + value(RecordValues.get(component, parts)));
    }
    return text.toString();
  }

  private static boolean isPlain(int character) {
    return character > ' ' && character < 0x7F && "\"[]()=".indexOf(character) < 0;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(character -> {
          if (character == '"' || character == '\\') {
            quoted.append('\\').append((char) character);
          } else if (character < ' ' || character >= 0x7F) {
            quoted.append(String.format("\\u%04x", character));
          } else {
            quoted.append((char) character);
          }
        });
    return quoted.append('"').toString();
  }
}
