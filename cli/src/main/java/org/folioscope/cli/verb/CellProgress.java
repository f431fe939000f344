package org.folioscope.cli.verb;

import java.io.PrintWriter;
import java.util.Locale;
import org.folioscope.scenarios.matrix.CellSearch;

/** One line on a terminal that tells how many searches are done. */
final class CellProgress implements CellSearch.Listener, AutoCloseable {

  private static final String ERASE = "\r\033[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private boolean drawn;

  CellProgress(PrintWriter terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
  }

  @Override
  public synchronized void done(int explored, int all) {
    if (shown) {
      drawn = true;
      terminal.printf(Locale.ROOT, "%s%d of %d searches done", ERASE, explored, all);
      terminal.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (drawn) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }
}
