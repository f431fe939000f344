package org.folioscope.cli.verb;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that tells which case of a suite is being run. */
final class CaseProgress implements AutoCloseable {

  private static final String ERASE = "\r\033[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private final int cases;
  private int begun;

  CaseProgress(PrintWriter terminal, boolean shown, int cases) {
    this.terminal = terminal;
    this.shown = shown;
    this.cases = cases;
  }

  void begins(String name) {
    begun++;
    if (shown) {
      terminal.printf(Locale.ROOT, "%s[%d/%d] %s", ERASE, begun, cases, name);
      terminal.flush();
    }
  }

  /** Makes place for something else. */
  void clear() {
    if (shown) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
