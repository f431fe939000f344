package org.folioscope.eventlog.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Mark;

/** Random toy events from a seed, and whole runs of them. */
public final class ToyRun {

  private static final int TASKS = 4;

  private final Random random;

  /** Everything that follows depends on the seed alone. */
  public ToyRun(long seed) {
    random = new Random(seed);
  }

  /** Writes steps of one to three events, some with marks, and some without events. */
  public void write(EventLog log, ToyOwner owner, int steps) {
    for (int step = 0; step < steps; step++) {
      log.beginStep(random.nextInt(TASKS) - 1, step * 100L, random.nextInt((int) log.events() + 1));
      if (random.nextInt(4) == 0) {
        log.mark(new Mark(true, "toy_function", "n=" + step));
      }
      int events = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
      for (int i = 0; i < events; i++) {
        log.append(owner, event(owner));
      }
      if (random.nextInt(4) == 0) {
        log.mark(new Mark(false, "toy_function", ""));
      }
      log.endStep();
    }
  }

  /** Any event that the owner can apply now. */
  public Toy event(ToyOwner owner) {
    long item = random.nextInt(10);
    return switch (random.nextInt(8)) {
      case 0 -> new Toy.NumberPut(random.nextInt(40), number());
      case 1 -> new Toy.NumberAdded(random.nextInt(40), number());
      case 2 -> new Toy.Said(text(), random.nextBoolean(), mood());
      case 3 -> new Toy.Written(number(), random.nextInt(4) == 0 ? null : content());
      case 4 ->
          new Toy.Drawn(
              random.nextBoolean() ? null : shape(),
              shapes(),
              List.of(number(), number()),
              point(),
              List.of("a", ""));
      case 5, 6 -> owner.isQueued(item) ? new Toy.Unqueued(item) : new Toy.Queued(item);
      default -> new Toy.Ticked();
    };
  }

  /** An event with more bytes than it can carry itself. */
  public Toy blobWritten() {
    return new Toy.Written(number(), Content.of(bytes(Content.SECTOR)));
  }

  /** All steps of a log. */
  public static List<LoggedStep> steps(LogCursor cursor) {
    List<LoggedStep> steps = new ArrayList<>();
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      steps.add(step);
    }
    return steps;
  }

  private long number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MIN_VALUE;
      case 2 -> Long.MAX_VALUE;
      default -> random.nextInt(300) - 150;
    };
  }

  private String text() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "grüße 🙂 \"x\"\n";
      default -> "word" + random.nextInt(100);
    };
  }

  private Toy.Mood mood() {
    return random.nextBoolean() ? Toy.Mood.GLAD : Toy.Mood.GRIM;
  }

  private Toy.Point point() {
    return new Toy.Point(random.nextInt(), number(), random.nextBoolean());
  }

  private Toy.Shape shape() {
    return random.nextBoolean()
        ? new Toy.Shape.Dot(point())
        : new Toy.Shape.Path(List.of(point(), point()), mood());
  }

  private List<Toy.Shape> shapes() {
    List<Toy.Shape> shapes = new ArrayList<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      shapes.add(shape());
    }
    return shapes;
  }

  private Content content() {
    return switch (random.nextInt(4)) {
      case 0 -> Content.fill(random.nextInt(256), 4096);
      case 1 -> Content.pattern(random.nextInt(), random.nextInt(100), 512);
      case 2 -> Content.of(bytes(random.nextInt(Content.LITERAL_MAX)));
      default -> Content.of(bytes(Content.SECTOR + random.nextInt(8)));
    };
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
