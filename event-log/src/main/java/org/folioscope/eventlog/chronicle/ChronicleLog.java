package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.AppliedLog;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.ByteSink;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.folioscope.eventlog.log.codec.EventCodec;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * The log of a run that is kept: a Chronicle queue in a directory of its own. The header is one
 * document, each step is one, committed as the step ends, and the end record is the last; without
 * it a log counts as torn. Each event is applied as its own encoded bytes read. {@link Frame} says
 * what protects a document, {@link Layout} what stands in it.
 */
public final class ChronicleLog extends AppliedLog implements AutoCloseable {

  /** Room before a step's items for the frame's beginning and the step's place. */
  private static final int ROOM = 64;

  private final FrameWriter writer;
  private final ContentFile contents;
  private final ByteSink place;
  private final ByteSink items;
  private final ByteSource source;
  private final Map<Class<?>, Encoder<?>> encoders = new HashMap<>();
  private int whole = ROOM;
  private long lastDigest;
  private boolean ended;

  private record Encoder<E extends Event>(int number, EventCodec<E> codec) {}

  private ChronicleLog(StateSpace space, FrameWriter writer, ContentFile contents) {
    super(space);
    this.writer = writer;
    this.contents = contents;
    place = new ByteSink(contents);
    items = new ByteSink(contents);
    source = new ByteSource(contents);
    items.truncate(ROOM);
    lastDigest = space.digest();
  }

  /**
   * Begins a log.
   *
   * @param directory where to; made if it is not there, and without a log so far
   * @param families every vocabulary that an event may come from
   * @param properties goes into the header as it is
   * @throws BadInputException when there is a log already, no space, or no way to write
   */
  public static ChronicleLog create(
      StateSpace space,
      Path directory,
      List<? extends EventFamily<?>> families,
      SequencedMap<String, String> properties) {
    prepare(directory);
    ContentFile contents = ContentFile.toWrite(directory);
    FrameWriter writer = new FrameWriter(directory);
    ChronicleLog log = new ChronicleLog(space, writer, contents);
    try {
      for (EventFamily<?> family : families) {
        if (log.encoders.put(
                family.vocabulary(), new Encoder<>(log.encoders.size(), new EventCodec<>(family)))
            != null) {
          throw new IllegalArgumentException("the family " + family.name() + " is given twice");
        }
      }
      log.writeAlone(sink -> Layout.writeHeader(LogHeader.of(families, properties), sink));
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
    return log;
  }

  @Override
  public void mark(Mark mark) {
    items.truncate(whole);
    Layout.writeMark(mark, items);
    whole = items.position();
  }

  /**
   * Finishes the log with the end record. Nothing can be written afterwards.
   *
   * @param properties goes into the end record as it is
   */
  public void end(SequencedMap<String, String> properties) {
    if (ended) {
      throw new IllegalStateException("ended twice");
    }
    LogEnd end = new LogEnd(events(), steps(), lastDigest, writer.hash(), properties);
    writeAlone(sink -> Layout.writeEnd(end, sink));
    ended = true;
  }

  /** Lets go of the files. A log that was not ended before stays torn. */
  @Override
  public void close() {
    ended = true;
    writer.close();
    contents.close();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <E extends Event> E write(EventFamily<E> family, E event) {
    if (ended) {
      throw new IllegalStateException("the log has ended");
    }
    Encoder<E> encoder = (Encoder<E>) encoders.get(family.vocabulary());
    if (encoder == null) {
      throw new IllegalArgumentException(
          "the family " + family.name() + " was not announced when the log began");
    }
    items.truncate(whole);
    int start = Layout.beginEvent(encoder.number(), items);
    encoder.codec().write(event, items);
    items.endBlock(start);
    // The count before the block may have grown, so the event's bytes are found from its end.
    source.reset(items.array(), whole, items.position());
    Layout.skipToEvent(source);
    return encoder.codec().read(source);
  }

  @Override
  protected void written(long digest) {
    items.writeFixedLong(digest);
    whole = items.position();
    lastDigest = digest;
  }

  @Override
  protected void finish(@Nullable Step step) {
    if (step == null) {
      return;
    }
    items.truncate(whole);
    place.truncate(Frame.BEFORE);
    Layout.writePlace(step, place);
    int start = ROOM - place.position();
    items.writeFixedInt(0);
    System.arraycopy(place.array(), 0, items.array(), start, place.position());
    writer.write(items.array(), start, items.position());
    items.truncate(ROOM);
    whole = ROOM;
  }

  private void writeAlone(Consumer<ByteSink> payload) {
    ByteSink sink = new ByteSink(contents);
    sink.truncate(Frame.BEFORE);
    payload.accept(sink);
    sink.writeFixedInt(0);
    writer.write(sink.array(), 0, sink.position());
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
