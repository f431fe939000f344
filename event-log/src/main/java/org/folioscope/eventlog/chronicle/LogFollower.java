package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log beside its writer, which may be another process: gives whole steps as they come, up
 * to the end record. Never waits: when to ask again is the caller's business. Nobody can tell a
 * writer that was stopped from one that thinks, so without an end record there is no end.
 */
public final class LogFollower implements AutoCloseable {

  private final Path directory;
  private final Function<LogHeader, ? extends List<? extends EventFamily<?>>> families;
  private @Nullable LogHeader header;
  private @Nullable LogCursor cursor;

  private LogFollower(
      Path directory, Function<LogHeader, ? extends List<? extends EventFamily<?>>> families) {
    this.directory = directory;
    this.families = families;
  }

  /**
   * Follows a log, perhaps before its header is written.
   *
   * @param families gives the vocabularies at hand for a log with such a header
   * @throws org.folioscope.eventlog.BadInputException when this is no log, its beginning is
   *     damaged, or it is of a newer format
   */
  public static LogFollower of(
      Path directory, Function<LogHeader, ? extends List<? extends EventFamily<?>>> families) {
    LogFollower follower = new LogFollower(directory, families);
    follower.begin();
    return follower;
  }

  /** What stands before the first step, or null while it is not written. */
  public @Nullable LogHeader header() {
    return header;
  }

  /**
   * The next step, or null when there is none now.
   *
   * @throws org.folioscope.eventlog.BadInputException when the beginning that was not there before
   *     is damaged
   */
  public @Nullable LoggedStep next() {
    LogCursor begun = begin();
    return begun == null ? null : begun.next();
  }

  /**
   * Why {@link #next} gave null: {@code TORN} as long as there may be more.
   *
   * @throws IllegalStateException when it did not
   */
  public LogEnding ending() {
    return cursor != null
        ? cursor.ending()
        : new LogEnding(LogEnding.Kind.TORN, 0, "torn before its header", null);
  }

  /**
   * A cursor that ends with the log, for whatever reads one.
   *
   * @param pause is called when there is nothing now: waits as long as the caller wants to, and
   *     gives false to stop; then the ending is {@code TORN}
   */
  public LogCursor until(BooleanSupplier pause) {
    return new WaitingCursor(pause);
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
  }

  private @Nullable LogCursor begin() {
    if (cursor == null) {
      try {
        LogHeader found = ChronicleReader.open(directory, List.of()).header();
        cursor = ChronicleReader.open(directory, families.apply(found)).cursor();
        header = found;
      } catch (NotBegunException e) {
        return null;
      }
    }
    return cursor;
  }

  private final class WaitingCursor implements LogCursor {

    private final BooleanSupplier pause;

    WaitingCursor(BooleanSupplier pause) {
      this.pause = pause;
    }

    @Override
    public @Nullable LoggedStep next() {
      while (true) {
        LoggedStep step = LogFollower.this.next();
        if (step != null || LogFollower.this.ending().kind() != LogEnding.Kind.TORN) {
          return step;
        }
        if (!pause.getAsBoolean()) {
          return null;
        }
      }
    }

    @Override
    public LogEnding ending() {
      return LogFollower.this.ending();
    }

    @Override
    public void close() {
      LogFollower.this.close();
    }
  }
}
