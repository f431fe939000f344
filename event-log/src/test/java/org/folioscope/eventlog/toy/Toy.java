package org.folioscope.eventlog.toy;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.jspecify.annotations.Nullable;

/** Events with every kind of component. */
public sealed interface Toy extends Event {

  /** The family. */
  EventFamily<Toy> FAMILY = EventFamily.of("toy", 3, Toy.class);

  /** A number was put. */
  record NumberPut(int slot, long value) implements Toy {}

  /** A number was added. */
  record NumberAdded(int slot, long delta) implements Toy {}

  /** Something was said. */
  record Said(@Nullable String text, boolean loud, Mood mood) implements Toy {}

  /** File data was written. */
  record Written(long key, @Nullable Content content) implements Toy {}

  /** Shapes were drawn. */
  record Drawn(
      @Nullable Shape shape,
      List<Shape> more,
      List<Long> numbers,
      @Nullable Point at,
      List<String> labels)
      implements Toy {}

  /** An item was queued. */
  record Queued(long item) implements Toy {}

  /** An item was taken out. */
  record Unqueued(long item) implements Toy {}

  /** Nothing but this happened. */
  record Ticked() implements Toy {}

  /** How something is said. */
  enum Mood {
    /** Well. */
    GLAD,
    /** Not well. */
    GRIM
  }

  /** A nested record. */
  record Point(int x, long y, boolean visible) {}

  /** A sealed interface of records. */
  sealed interface Shape {

    /** A dot. */
    record Dot(Point at) implements Shape {}

    /** A path through points. */
    record Path(List<Point> points, Mood mood) implements Shape {}
  }
}
