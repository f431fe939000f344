package org.folioscope.scenarios.kept;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.folioscope.eventlog.chronicle.LogFollower;
import org.folioscope.eventlog.export.TextExport;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;

/** A run that is written down as it happens: what {@code follow} does. */
public final class FollowedRun {

  private FollowedRun() {}

  /**
   * Writes the events of a log as text, each step once it is there, up to the end record.
   *
   * @param directory the log's directory
   * @param resolver finds the configuration that a header describes
   * @param pause is called when there is nothing now: waits as long as the caller wants to, and
   *     gives false to stop
   * @return why there is no more; {@code TORN} when the caller stopped
   * @throws org.folioscope.eventlog.BadInputException when it is no log, or its header cannot be
   *     read
   */
  public static LogEnding write(
      Path directory,
      Function<LogHeader, Configuration> resolver,
      BooleanSupplier pause,
      Appendable out)
      throws IOException {
    try (LogFollower follower =
            LogFollower.of(directory, header -> HeaderFamilies.of(header, resolver));
        LogCursor cursor = follower.until(pause)) {
      TextExport.write(cursor, task -> name(follower.header(), task), true, out);
      return cursor.ending();
    }
  }

  private static String name(@Nullable LogHeader header, int task) {
    return header == null ? "" : TextExport.taskNames(header).apply(task);
  }
}
