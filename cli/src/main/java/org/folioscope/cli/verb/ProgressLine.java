package org.folioscope.cli.verb;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folioscope.simulation.explore.Progress;

/** One line on a terminal that tells how far an exploration is, rewritten as it goes on. */
final class ProgressLine implements Progress, AutoCloseable {

  private static final long EVERY_NANOS = 200_000_000L;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private long next = System.nanoTime() + EVERY_NANOS;
  private boolean drawn;

  ProgressLine(PrintWriter terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
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
  public void executed(long executions, int outcomes, int violations) {
    if (!shown || System.nanoTime() < next) {
      return;
    }
    next = System.nanoTime() + EVERY_NANOS;
    drawn = true;
    terminal.printf(
        "%s%,d executions, %d outcomes, %d of them violations",
        ERASE, executions, outcomes, violations);
    terminal.flush();
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }
}
