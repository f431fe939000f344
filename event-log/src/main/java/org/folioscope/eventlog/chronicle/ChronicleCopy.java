package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.codec.EventCodec;

/**
 * Writes steps that are logged elsewhere already: with their numbers and digests as they are, and
 * nothing is applied. From the same header, steps and properties come the same bytes as {@link
 * ChronicleLog} wrote.
 */
public final class ChronicleCopy implements AutoCloseable {

  private final PayloadWriter payloads;
  private final Map<Class<?>, Encoder<?>> encoders = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private long events;
  private long steps;

  private record Encoder<E extends Event>(int number, EventCodec<E> codec) {
    void write(Event event, PayloadWriter payloads) {
      payloads.event(number, codec, codec.family().vocabulary().cast(event));
    }
  }

  private ChronicleCopy(PayloadWriter payloads) {
    this.payloads = payloads;
  }

  /**
   * Begins a log.
   *
   * @param directory where to; made if it is not there, and without a log so far
   * @param header the header, as it will stand in the log
   * @param families the vocabularies at hand; events of others must come as {@link OpaqueEvent}
   * @throws org.folioscope.eventlog.BadInputException when there is a log already, no space, or no
   *     way to write
   */
  public static ChronicleCopy create(
      Path directory, LogHeader header, List<? extends EventFamily<?>> families) {
    ChronicleCopy copy = new ChronicleCopy(PayloadWriter.create(directory));
    try {
      for (LogHeader.Family written : header.families()) {
        int number = copy.numbers.size();
        copy.numbers.put(written.name(), number);
        families.stream()
            .filter(at -> LogHeader.Family.of(at).equals(written))
            .findFirst()
            .ifPresent(at -> copy.encodeWith(number, at));
      }
      copy.payloads.header(header);
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  /** Adds file data that opaque events refer to, in the order of the original. */
  public void content(Content content) {
    payloads.contents().put(content);
    payloads.contents().keep();
  }

  /**
   * Adds a step.
   *
   * @throws IllegalArgumentException when it is not the next one, or an event's family is neither
   *     at hand nor opaque
   */
  public void step(LoggedStep step) {
    require(step.step().number() == steps + 1, step);
    int nextMark = 0;
    for (LoggedStep.Logged logged : step.events()) {
      require(logged.number() == events + 1, step);
      nextMark = marks(step, nextMark, logged.number());
      event(logged.event());
      payloads.keep(logged.digest());
      events++;
    }
    marks(step, nextMark, Long.MAX_VALUE);
    payloads.step(step.step());
    steps++;
  }

  /**
   * Writes the end record.
   *
   * @param digest the digest after the last event
   * @return what was written
   */
  public LogEnd end(long digest, SequencedMap<String, String> properties) {
    LogEnd end = new LogEnd(events, steps, digest, payloads.hash(), properties);
    payloads.end(end);
    return end;
  }

  /** Lets go of the files. A log that was not ended before stays torn. */
  @Override
  public void close() {
    payloads.close();
  }

  private <E extends Event> void encodeWith(int number, EventFamily<E> family) {
    Encoder<E> encoder = new Encoder<>(number, new EventCodec<>(family));
    family.types().forEach(type -> encoders.put(type, encoder));
  }

  private void event(Event event) {
    if (event instanceof OpaqueEvent opaque) {
      Integer number = numbers.get(opaque.family());
      if (number == null) {
        throw new IllegalArgumentException("the header has no family " + opaque.family());
      }
      payloads.opaqueEvent(number, opaque);
      return;
    }
    Encoder<?> encoder = encoders.get(event.getClass());
    if (encoder == null) {
      throw new IllegalArgumentException("the header has no family with " + event);
    }
    encoder.write(event, payloads);
  }

  private int marks(LoggedStep step, int from, long event) {
    int next = from;
    for (; next < step.marks().size() && step.marks().get(next).afterEvent() < event; next++) {
      payloads.mark(step.marks().get(next).mark());
    }
    return next;
  }

  private static void require(boolean isNext, LoggedStep step) {
    if (!isNext) {
      throw new IllegalArgumentException("not the next step or event: " + step.step());
    }
  }
}
