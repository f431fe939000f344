package org.folioscope.eventlog.chronicle;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.folioscope.eventlog.log.codec.EventCodec;
import org.folioscope.eventlog.log.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the payload of a step into the step.
 *
 * @param codecs for each family of the header, or null where its events stay opaque
 */
record StepDecoder(LogHeader header, List<@Nullable EventCodec<?>> codecs) {

  /**
   * Reads what follows on the payload's first byte.
   *
   * @param number the step's number
   * @param before the number of the last event before the step
   */
  LoggedStep read(long number, long before, ByteSource source) {
    Step step = Layout.readPlace(number, source);
    List<LoggedStep.Logged> events = new ArrayList<>();
    List<LoggedStep.PlacedMark> marks = new ArrayList<>();
    while (source.remaining() > 0) {
      int family = Layout.readItem(source);
      long last = before + events.size();
      if (family < 0) {
        marks.add(new LoggedStep.PlacedMark(last, Layout.readMark(source)));
      } else {
        Event event = readEvent(family, source);
        events.add(new LoggedStep.Logged(last + 1, event, source.readFixedLong()));
      }
    }
    if (events.isEmpty()) {
      throw new MalformedBytesException("a step without events");
    }
    return new LoggedStep(step, events, marks);
  }

  private Event readEvent(int family, ByteSource source) {
    if (family >= codecs.size()) {
      throw new MalformedBytesException("the header has no family " + family);
    }
    int end = source.readBlockEnd();
    EventCodec<?> codec = codecs.get(family);
    Event event =
        codec == null ? readOpaque(header.families().get(family), end, source) : codec.read(source);
    if (source.position() != end) {
      throw new MalformedBytesException("an event of another length than it was written with");
    }
    return event;
  }

  private static Event readOpaque(LogHeader.Family family, int end, ByteSource source) {
    long type = source.readVarint();
    if (type < 0 || type >= family.types().size()) {
      throw new MalformedBytesException("family " + family.name() + " has no record type " + type);
    }
    Content encoded = Content.of(source.readBytes(end - source.position()));
    return new OpaqueEvent(family.name(), (int) type, family.types().get((int) type), encoded);
  }
}
