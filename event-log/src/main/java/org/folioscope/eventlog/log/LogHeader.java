package org.folioscope.eventlog.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the first step of a log.
 *
 * @param format the version of the log's own format
 * @param families the vocabularies that its events are from
 * @param properties whatever its writer wanted to say about the run, in the writer's order
 */
public record LogHeader(
    int format, List<Family> families, SequencedMap<String, String> properties) {

  /** The newest format, which this program writes. */
  public static final int FORMAT = 1;

  /**
   * A vocabulary as the log's writer knew it.
   *
   * @param types the simple names of the record types; an event's type number is an index into
   *     these
   */
  public record Family(String name, int version, List<String> types) {

    /** The family of a vocabulary at hand. */
    public static Family of(EventFamily<?> family) {
      return new Family(
          family.name(),
          family.version(),
          family.types().stream().map(Class::getSimpleName).toList());
    }
  }

  /** Copies what it is given. */
  public LogHeader {
    families = List.copyOf(families);
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }

  /** A header in the newest format. */
  public static LogHeader of(
      List<? extends EventFamily<?>> families, SequencedMap<String, String> properties) {
    return new LogHeader(FORMAT, families.stream().<Family>map(Family::of).toList(), properties);
  }

  /** The family of that name, or null. */
  public @Nullable Family family(String name) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst().orElse(null);
  }
}
