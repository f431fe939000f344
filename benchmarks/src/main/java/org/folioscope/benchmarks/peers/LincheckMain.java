package org.folioscope.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Locale;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** M1 for Lincheck. Everything that it runs is a named class, see {@link LincheckPeer}. */
public final class LincheckMain {

  /** Outside the heap, which Lincheck puts back as it was after each execution. */
  private static final LongBuffer EXECUTIONS = ByteBuffer.allocateDirect(Long.BYTES).asLongBuffer();

  private LincheckMain() {}

  /**
   * Arguments: {@code unpinned} or {@code pinned}, and how many executions at most, as often as
   * wanted. Prints for each: bug or clean, executions, seconds.
   */
  public static void main(String[] arguments) {
    boolean pinsCount = arguments[0].equals("pinned");
    for (int i = 1; i < arguments.length; i++) {
      long start = System.nanoTime();
      EXECUTIONS.put(0, 0);
      String verdict = verdict(new Model(pinsCount), Integer.parseInt(arguments[i]));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%s %d %.3f%n", verdict, EXECUTIONS.get(0), seconds);
    }
  }

  private static String verdict(Model model, int executions) {
    try {
      Lincheck.runConcurrentTest(executions, model);
      return "clean";
    } catch (LincheckAssertionError found) {
      return "bug";
    }
  }

  /** One execution. */
  private static final class Model implements Runnable {

    private final boolean pinsCount;

    Model(boolean pinsCount) {
      this.pinsCount = pinsCount;
    }

    @Override
    public void run() {
      EXECUTIONS.put(0, EXECUTIONS.get(0) + 1);
      Page page = new Page();
      Thread[] actors = {new DirectIo(page), new Writeback(page), new Reclaim(page, pinsCount)};
      for (Thread actor : actors) {
        actor.start();
      }
      for (Thread actor : actors) {
        join(actor);
      }
      if (page.bug) {
        throw new IllegalStateException("page has no buffers");
      }
    }

    private static void join(Thread actor) {
      try {
        actor.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The page and, as its monitor, its lock. Some of it is only ever written, as in every M1. */
  @SuppressWarnings("UnusedVariable")
  private static final class Page {
    boolean buffers;
    boolean dirty;
    boolean writeMapped;
    boolean writeback;
    int references;
    int pins;
    final long[] halves = new long[2];
    boolean bug;
  }

  private static final class DirectIo extends Thread {

    private final Page page;

    DirectIo(Page page) {
      this.page = page;
    }

    @Override
    public void run() {
      synchronized (page) {
        page.buffers = true;
        page.dirty = true;
        page.writeMapped = true;
        page.references++;
        page.pins++;
      }
      page.halves[0] = 1;
      page.halves[1] = 1;
      synchronized (page) {
        if (!page.buffers) {
          page.bug = true;
          return;
        }
        page.dirty = true;
        page.references--;
        page.pins--;
      }
    }
  }

  private static final class Writeback extends Thread {

    private final Page page;

    Writeback(Page page) {
      this.page = page;
    }

    @Override
    public void run() {
      boolean started;
      synchronized (page) {
        started = page.dirty;
        if (started) {
          page.writeMapped = false;
          page.dirty = false;
          page.writeback = true;
        }
      }
      if (started) {
        synchronized (page) {
          page.writeback = false;
        }
      }
    }
  }

  private static final class Reclaim extends Thread {

    private final Page page;
    private final boolean pinsCount;

    Reclaim(Page page, boolean pinsCount) {
      this.page = page;
      this.pinsCount = pinsCount;
    }

    @Override
    public void run() {
      synchronized (page) {
        if (!page.dirty && !page.writeback && !(pinsCount && page.pins > 0)) {
          page.buffers = false;
        }
      }
    }
  }
}
