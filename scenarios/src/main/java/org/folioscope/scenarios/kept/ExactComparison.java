package org.folioscope.scenarios.kept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.BlobStore;
import org.folioscope.eventlog.log.codec.ByteSink;
import org.folioscope.eventlog.log.codec.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * Compares two logs event by event, in the order in which everything happened: the same events,
 * byte for byte as they are encoded, in the same steps, with the same state after each.
 */
public final class ExactComparison {

  private final Map<Class<?>, EventCodec<?>> codecs = new HashMap<>();
  private final ByteSink leftBytes = new ByteSink(new ByDigest());
  private final ByteSink rightBytes = new ByteSink(new ByDigest());

  /**
   * The first event that is not the same.
   *
   * @param number the event's number
   * @param what what about it is not the same, one word or a few
   * @param task who took the step on the left, or on the right if the left has no such event
   * @param left the event on the left, or null if that log has no further one
   * @param right the same on the right
   */
  public record Difference(
      long number,
      String what,
      int task,
      LoggedStep.@Nullable Logged left,
      LoggedStep.@Nullable Logged right) {}

  private record Placed(Step step, LoggedStep.Logged logged) {}

  /** A comparison of logs with events of these families. */
  public ExactComparison(List<? extends EventFamily<?>> families) {
    for (EventFamily<?> family : families) {
      EventCodec<?> codec = new EventCodec<>(family);
      family.types().forEach(type -> codecs.put(type, codec));
    }
  }

  /** The first difference of two logs, or null. Reads the cursors until there. */
  public @Nullable Difference first(LogCursor left, LogCursor right) {
    List<Placed> leftEvents = new ArrayList<>();
    List<Placed> rightEvents = new ArrayList<>();
    while (true) {
      fill(leftEvents, left);
      fill(rightEvents, right);
      if (leftEvents.isEmpty() && rightEvents.isEmpty()) {
        return null;
      }
      Difference difference = common(leftEvents, rightEvents);
      if (difference != null) {
        return difference;
      }
    }
  }

  private static void fill(List<Placed> events, LogCursor cursor) {
    LoggedStep step = events.isEmpty() ? cursor.next() : null;
    if (step != null) {
      step.events().forEach(logged -> events.add(new Placed(step.step(), logged)));
    }
  }

  /** Compares as many as both have, and takes them away. */
  private @Nullable Difference common(List<Placed> left, List<Placed> right) {
    if (left.isEmpty() || right.isEmpty()) {
      Placed more = left.isEmpty() ? right.getFirst() : left.getFirst();
      return new Difference(
          more.logged().number(),
          "one more event",
          more.step().task(),
          left.isEmpty() ? null : more.logged(),
          right.isEmpty() ? null : more.logged());
    }
    int count = Math.min(left.size(), right.size());
    for (int i = 0; i < count; i++) {
      String what = difference(left.get(i), right.get(i));
      if (!what.isEmpty()) {
        LoggedStep.Logged logged = left.get(i).logged();
        int task = left.get(i).step().task();
        return new Difference(logged.number(), what, task, logged, right.get(i).logged());
      }
    }
    left.subList(0, count).clear();
    right.subList(0, count).clear();
    return null;
  }

  private String difference(Placed left, Placed right) {
    if (!left.logged().event().equals(right.logged().event())) {
      return "the event";
    }
    if (!left.step().equals(right.step())) {
      return "its step, task, time or cause";
    }
    if (!sameBytes(left.logged().event(), right.logged().event())) {
      return "its encoding";
    }
    return left.logged().digest() == right.logged().digest() ? "" : "the state after it";
  }

  private boolean sameBytes(Event left, Event right) {
    encode(left, leftBytes);
    encode(right, rightBytes);
    return Arrays.equals(
        leftBytes.array(), 0, leftBytes.position(), rightBytes.array(), 0, rightBytes.position());
  }

  @SuppressWarnings("unchecked")
  private void encode(Event event, ByteSink sink) {
    sink.truncate(0);
    EventCodec<Event> codec = (EventCodec<Event>) codecs.get(event.getClass());
    if (codec != null) {
      codec.write(event, sink);
    }
  }

  /** Stands for the content file: what is too long for an event is referred to by its digest. */
  private static final class ByDigest implements BlobStore {

    @Override
    public long put(Content blob) {
      return blob.hash();
    }

    @Override
    public Content get(long reference, long digest) {
      throw new UnsupportedOperationException("nothing is read here");
    }
  }
}
