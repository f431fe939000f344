package org.folioscope.eventlog.log.codec;

import java.util.HashMap;
import java.util.Map;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;

/**
 * Turns the events of one family into bytes and back: the number of the record type, then the
 * record's components in their order.
 *
 * <p>A component is a boolean, int, long, String, enum, Content, a record or sealed interface of
 * records of such components, or a List of these (boxed numbers included). References may be null,
 * elements of lists may not. Enums and sealed interfaces are written by place, so that a change of
 * either must raise the family's version.
 */
public final class EventCodec<E extends Event> {

  private final EventFamily<E> family;
  private final Map<Class<?>, Integer> numbers = new HashMap<>();

  /** The codec of a family; its record classes are looked into when first used. */
  public EventCodec(EventFamily<E> family) {
    this.family = family;
    for (Class<?> type : family.types()) {
      numbers.put(type, numbers.size());
    }
  }

  /** The family. */
  public EventFamily<E> family() {
    return family;
  }

  /**
   * Writes an event.
   *
   * @throws IllegalArgumentException when the record is not of the family, or has a component that
   *     cannot be written
   */
  public void write(E event, ByteSink sink) {
    Integer number = numbers.get(event.getClass());
    if (number == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " is not an event of " + family.name());
    }
    sink.writeVarint(number);
    RecordCodec.of(event.getClass()).write(event, sink);
  }

  /**
   * Reads an event.
   *
   * @throws MalformedBytesException when the bytes are not those of such an event
   */
  public E read(ByteSource source) {
    long number = source.readVarint();
    if (number < 0 || number >= family.types().size()) {
      throw new MalformedBytesException(
          "family " + family.name() + " has no record type " + number);
    }
    return family.vocabulary().cast(RecordCodec.of(family.types().get((int) number)).read(source));
  }
}
