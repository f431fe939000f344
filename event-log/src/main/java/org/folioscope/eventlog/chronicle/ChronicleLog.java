package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.folioscope.eventlog.log.AppliedLog;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.Step;
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

  private final PayloadWriter payloads;
  private final ByteSource source;
  private final Map<Class<?>, Encoder<?>> encoders = new HashMap<>();
  private long lastDigest;
  private boolean ended;

  private record Encoder<E extends Event>(int number, EventCodec<E> codec) {}

  private ChronicleLog(StateSpace space, PayloadWriter payloads) {
    super(space);
    this.payloads = payloads;
    source = new ByteSource(payloads.contents());
    lastDigest = space.digest();
  }

  /**
   * Begins a log.
   *
   * @param directory where to; made if it is not there, and without a log so far
   * @param families every vocabulary that an event may come from
   * @param properties goes into the header as it is
   * @throws org.folioscope.eventlog.BadInputException when there is a log already, no space, or no
   *     way to write
   */
  public static ChronicleLog create(
      StateSpace space,
      Path directory,
      List<? extends EventFamily<?>> families,
      SequencedMap<String, String> properties) {
    ChronicleLog log = new ChronicleLog(space, PayloadWriter.create(directory));
    try {
      for (EventFamily<?> family : families) {
        if (log.encoders.put(
                family.vocabulary(), new Encoder<>(log.encoders.size(), new EventCodec<>(family)))
            != null) {
          throw new IllegalArgumentException("the family " + family.name() + " is given twice");
        }
      }
      log.payloads.header(LogHeader.of(families, properties));
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
    return log;
  }

  @Override
  public void mark(Mark mark) {
    payloads.mark(mark);
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
    payloads.end(new LogEnd(events(), steps(), lastDigest, payloads.hash(), properties));
    ended = true;
  }

  /** Lets go of the files. A log that was not ended before stays torn. */
  @Override
  public void close() {
    ended = true;
    payloads.close();
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
    payloads.event(encoder.number(), encoder.codec(), event);
    payloads.reread(source);
    return encoder.codec().read(source);
  }

  @Override
  protected void written(long digest) {
    payloads.keep(digest);
    lastDigest = digest;
  }

  @Override
  protected void finish(@Nullable Step step) {
    if (step != null) {
      payloads.step(step);
    }
  }
}
