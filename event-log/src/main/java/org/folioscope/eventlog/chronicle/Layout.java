package org.folioscope.eventlog.chronicle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.ByteSink;
import org.folioscope.eventlog.log.codec.ByteSource;

/**
 * What stands in the payload of a {@link Frame}. Its first byte says what it is.
 *
 * <pre>
 *   header  1, magic (8 bytes), format (4 bytes), families (name, version, names of the record types), properties
 *   step    2, task, time, cause, then items up to the end:
 *             mark   0, entered, function, detail
 *             event  family's place in the header + 1, count of bytes, [record type, components], digest (8 bytes)
 *   end     3, events, steps, digest (8 bytes), hash over all frames before (8 bytes), properties
 * </pre>
 */
final class Layout {

  private static final int MARK = 0;

  private Layout() {}

  static void writeHeader(LogHeader header, ByteSink sink) {
    sink.writeByte(Frame.HEADER);
    sink.writeFixedLong(Frame.MAGIC);
    sink.writeFixedInt(header.format());
    sink.writeVarint(header.families().size());
    for (LogHeader.Family family : header.families()) {
      sink.writeText(family.name());
      sink.writeZigzag(family.version());
      sink.writeVarint(family.types().size());
      family.types().forEach(sink::writeText);
    }
    writeProperties(header.properties(), sink);
  }

  /** What follows on the format. */
  static LogHeader readHeader(int format, ByteSource source) {
    List<LogHeader.Family> families = new ArrayList<>();
    for (int left = source.readCount(); left > 0; left--) {
      String name = source.readPresentText();
      int version = source.readInt();
      List<String> types = new ArrayList<>();
      for (int more = source.readCount(); more > 0; more--) {
        types.add(source.readPresentText());
      }
      families.add(new LogHeader.Family(name, version, List.copyOf(types)));
    }
    return new LogHeader(format, families, readProperties(source));
  }

  static void writePlace(Step step, ByteSink sink) {
    sink.writeByte(Frame.STEP);
    sink.writeZigzag(step.task());
    sink.writeZigzag(step.time());
    sink.writeVarint(step.cause());
  }

  /** What follows on the first byte. */
  static Step readPlace(long number, ByteSource source) {
    return new Step(number, source.readInt(), source.readZigzag(), source.readVarint());
  }

  static void writeMark(Mark mark, ByteSink sink) {
    sink.writeVarint(MARK);
    sink.writeByte(mark.entered() ? 1 : 0);
    sink.writeText(mark.function());
    sink.writeText(mark.detail());
  }

  /** What follows on the item's first number. */
  static Mark readMark(ByteSource source) {
    return new Mark(source.readBoolean(), source.readPresentText(), source.readPresentText());
  }

  /** Begins the block that holds record type and components. */
  static int beginEvent(int family, ByteSink sink) {
    sink.writeVarint(family + 1L);
    return sink.beginBlock();
  }

  static void skipToEvent(ByteSource source) {
    source.readVarint();
    source.readVarint();
  }

  /** The place of an event's family in the header, or -1 for a mark. */
  static int readItem(ByteSource source) {
    return (int) Math.min(source.readVarint(), Integer.MAX_VALUE) - 1;
  }

  static void writeEnd(LogEnd end, ByteSink sink) {
    sink.writeByte(Frame.END);
    sink.writeVarint(end.events());
    sink.writeVarint(end.steps());
    sink.writeFixedLong(end.digest());
    sink.writeFixedLong(end.hash());
    writeProperties(end.properties(), sink);
  }

  /** What follows on the first byte. */
  static LogEnd readEnd(ByteSource source) {
    return new LogEnd(
        source.readVarint(),
        source.readVarint(),
        source.readFixedLong(),
        source.readFixedLong(),
        readProperties(source));
  }

  private static void writeProperties(Map<String, String> properties, ByteSink sink) {
    sink.writeVarint(properties.size());
    properties.forEach((name, value) -> {
      sink.writeText(name);
      sink.writeText(value);
    });
  }

  private static SequencedMap<String, String> readProperties(ByteSource source) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    for (int left = source.readCount(); left > 0; left--) {
      properties.put(source.readPresentText(), source.readPresentText());
    }
    return properties;
  }
}
