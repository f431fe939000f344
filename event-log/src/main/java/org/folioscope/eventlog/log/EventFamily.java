package org.folioscope.eventlog.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The vocabulary of one owner: a sealed interface and its records in the order of their
 * declaration, which is their number in a log.
 *
 * @param name the family's name in log headers, unique in a configuration
 * @param version raised whenever a record type is added, removed, moved or changed
 * @param vocabulary the sealed interface
 * @param types the record types
 */
public record EventFamily<E extends Event>(
    String name, int version, Class<E> vocabulary, List<Class<? extends E>> types) {

  /** The family of a sealed interface whose permitted subtypes are all records. */
  public static <E extends Event> EventFamily<E> of(String name, int version, Class<E> vocabulary) {
    if (!vocabulary.isSealed()) {
      throw new IllegalArgumentException(vocabulary + " is not sealed");
    }
    List<Class<? extends E>> types = new ArrayList<>();
    for (Class<?> type : vocabulary.getPermittedSubclasses()) {
      if (!type.isRecord()) {
        throw new IllegalArgumentException(type + " is not a record");
      }
      types.add(type.asSubclass(vocabulary));
    }
    return new EventFamily<>(name, version, vocabulary, List.copyOf(types));
  }
}
