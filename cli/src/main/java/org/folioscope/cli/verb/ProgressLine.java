package org.folioscope.cli.verb;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.folioscope.simulation.explore.Progress;

/** One line on a terminal that tells how far an exploration is, rewritten as it goes on. */
final class ProgressLine implements Progress, AutoCloseable {

  private static final double NANOS = 1e9;
  private static final long EVERY_NANOS = 200_000_000L;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long LONG = 100 * HOUR;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private final LongSupplier nanoTime;
  private final long begin;
  private long next;
  private DoubleSupplier fractionDone = () -> Double.NaN;
  private boolean drawn;

  ProgressLine(PrintWriter terminal, boolean shown) {
    this(terminal, shown, System::nanoTime);
  }

  ProgressLine(PrintWriter terminal, boolean shown, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.shown = shown;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.next = begin + EVERY_NANOS;
  }

  /** Whether what is written to stderr is seen by a person. */
  static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  @Override
  public void begins(DoubleSupplier newFractionDone) {
    fractionDone = newFractionDone;
  }

  @Override
  public void executed(long executions, int outcomes, int violations) {
    if (!shown) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + EVERY_NANOS;
    drawn = true;
    double seconds = (now - begin) / NANOS;
    terminal.printf(
        Locale.ROOT,
        "%s%,d executions, %,.0f/s; %d outcomes, %d of them violations%s",
        ERASE,
        executions,
        executions / seconds,
        outcomes,
        violations,
        remaining(seconds, fractionDone.getAsDouble()));
    terminal.flush();
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }

  /** If nobody can say how much is done, nothing is said of it. */
  private static String remaining(double seconds, double done) {
    if (!(done > 0)) {
      return "";
    }
    double left = seconds * (1 - done) / done;
    return "; " + Rendering.percent(done) + " done, " + duration(left) + " left (a guess)";
  }

  private static String duration(double seconds) {
    if (seconds > LONG) {
      return "days";
    }
    long whole = Math.round(seconds);
    return whole >= HOUR
        ? String.format(Locale.ROOT, "%d:%02d h", whole / HOUR, whole % HOUR / MINUTE)
        : String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE);
  }
}
