package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.ByteSink;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.folioscope.eventlog.log.codec.EventCodec;

/**
 * Encodes payloads as {@link Layout} says and hands them to a {@link FrameWriter}. A step is put
 * together item by item; an event belongs to it only once it is kept, with the digest after it.
 */
final class PayloadWriter implements AutoCloseable {

  /** Room before a step's items for the frame's beginning and the step's place. */
  private static final int ROOM = 64;

  private final FrameWriter frames;
  private final ContentFile contents;
  private final ByteSink place;
  private final ByteSink items;
  private int whole = ROOM;

  private PayloadWriter(FrameWriter frames, ContentFile contents) {
    this.frames = frames;
    this.contents = contents;
    place = new ByteSink(contents);
    items = new ByteSink(contents);
    items.truncate(ROOM);
  }

  /**
   * Begins a queue and a content file.
   *
   * @param directory made if it is not there, and without a log so far
   * @throws BadInputException when there is a log already, no space, or no way to write
   */
  static PayloadWriter create(Path directory) {
    prepare(directory);
    return new PayloadWriter(new FrameWriter(directory), ContentFile.toWrite(directory));
  }

  /** Where the contents that the payloads refer to are. */
  ContentFile contents() {
    return contents;
  }

  void header(LogHeader header) {
    writeAlone(sink -> Layout.writeHeader(header, sink));
  }

  void mark(Mark mark) {
    items.truncate(whole);
    Layout.writeMark(mark, items);
    whole = items.position();
  }

  <E extends Event> void event(int family, EventCodec<E> codec, E event) {
    contents.dropUnkept();
    items.truncate(whole);
    int start = Layout.beginEvent(family, items);
    codec.write(event, items);
    items.endBlock(start);
  }

  /** An event whose components are encoded already. */
  void opaqueEvent(int family, OpaqueEvent event) {
    items.truncate(whole);
    int start = Layout.beginEvent(family, items);
    items.writeVarint(event.typeNumber());
    items.writeBytes(event.encoded().bytes());
    items.endBlock(start);
  }

  /** Gives the bytes of the event written last to the source. */
  void reread(ByteSource source) {
    // The count before the block may have grown, so the event's bytes are found from its end.
    source.reset(items.array(), whole, items.position());
    Layout.skipToEvent(source);
  }

  /** The event written last is part of the step. */
  void keep(long digest) {
    items.writeFixedLong(digest);
    whole = items.position();
    contents.keep();
  }

  void step(Step step) {
    items.truncate(whole);
    place.truncate(Frame.BEFORE);
    Layout.writePlace(step, place);
    int start = ROOM - place.position();
    items.writeFixedInt(0);
    System.arraycopy(place.array(), 0, items.array(), start, place.position());
    frames.write(items.array(), start, items.position());
    items.truncate(ROOM);
    whole = ROOM;
  }

  void end(LogEnd end) {
    contents.dropUnkept();
    writeAlone(sink -> Layout.writeEnd(end, sink));
  }

  /** The hash over all frames written so far. */
  long hash() {
    return frames.hash();
  }

  @Override
  public void close() {
    try {
      frames.close();
    } finally {
      contents.close();
    }
  }

  private void writeAlone(Consumer<ByteSink> payload) {
    ByteSink sink = new ByteSink(contents);
    sink.truncate(Frame.BEFORE);
    payload.accept(sink);
    sink.writeFixedInt(0);
    frames.write(sink.array(), 0, sink.position());
  }

  private static void prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        if (files.anyMatch(
            file ->
                file.toString().endsWith(QueueFile.SUFFIX) || file.endsWith(ContentFile.NAME))) {
          throw new BadInputException(
              "there is a log in " + directory + " already: give another directory");
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write a log into " + directory + ": " + e.getMessage(), e);
    }
  }
}
