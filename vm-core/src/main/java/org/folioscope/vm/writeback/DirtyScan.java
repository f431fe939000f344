package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.function.Consumer;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.cache.FolioBatch;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.pin.PinnedCleaning;

/**
 * The loop over a file's dirty pages (write_cache_pages); filesystems with a loop of their own use
 * its parts.
 */
@Singleton
public final class DirtyScan {

  private static final Place GENERIC = new Place("write_cache_pages", "mm/page-writeback.c");

  private final Machine machine;
  private final PageCache cache;
  private final Writeback writeback;
  private final PinnedCleaning pinned;
  private final WritebackIndex index;
  private final Reports reports;

  /** What is done with each page. */
  @FunctionalInterface
  public interface PageWriter {

    /** Starts I/O on a locked folio that is clean and not under writeback now, and unlocks it. */
    Errno write(Folio folio);
  }

  /** What is done with each page before it is cleaned. */
  @FunctionalInterface
  public interface PageStep {

    /** Handles a locked, dirty folio that is not under writeback; unlocks it. */
    Errno handle(Folio folio);
  }

  /**
   * One of the loops, for its complaints.
   *
   * @param function the name that the kernel gives it
   * @param source the file that it is in
   */
  public record Place(String function, String source) {}

  /** One of the loops, whether it is a filesystem's own, and how it waits for writeback. */
  private record Loop(Place place, boolean own, Consumer<Folio> waiting) {}

  /** What came of a page, and whether it was handed on. */
  private record Visit(Errno errno, boolean written) {

    private static final Visit PASSED_OVER = new Visit(Errno.OK, false);
    private static final Visit INTERRUPTED = new Visit(Errno.EINTR, false);
  }

  /** For the machine's pages. */
  @Inject
  public DirtyScan(
      Machine machine,
      PageCache cache,
      Writeback writeback,
      PinnedCleaning pinned,
      WritebackIndex index,
      Reports reports) {
    this.machine = machine;
    this.cache = cache;
    this.writeback = writeback;
    this.pinned = pinned;
    this.index = index;
    this.reports = reports;
  }

  /**
   * Cleans each dirty page of the range and hands it, locked, to the writer (write_cache_pages).
   */
  public Errno writeCachePages(Inode inode, WritebackControl control, PageWriter writer) {
    try (Frame _ = machine.enter(GENERIC.function(), "inode", inode.number())) {
      return scan(
          inode,
          control,
          new Loop(GENERIC, false, writeback::waitInScan),
          folio -> {
            if (writeback.clearDirtyForIo(inode, folio)) {
              return writer.write(folio);
            }
            folio.unlock();
            return Errno.OK;
          });
    }
  }

  /**
   * Locks each page of the range that is marked, passes over those that are gone, clean or busy,
   * waits for writeback if the control asks for it, and hands the others on. An integrity writer
   * goes on after an error and returns the first one. A cyclic pass that began in the middle goes
   * on at the beginning.
   *
   * @param place which loop it is
   */
  public Errno forEachDirty(Inode inode, WritebackControl control, Place place, PageStep step) {
    return scan(inode, control, new Loop(place, true, writeback::wait), step);
  }

  private Errno scan(Inode inode, WritebackControl control, Loop loop, PageStep step) {
    if (control.tagsFirst()) {
      cache.tagForWriteback(inode, control.first(), control.last());
    }
    return new Pass(inode, control, loop, step).run();
  }

  /** One pass over the dirty pages of a range, or of a file from somewhere on. */
  private final class Pass {

    private final Inode inode;
    private final WritebackControl control;
    private final Loop loop;
    private final PageStep step;
    private final Mark mark;
    private Errno first = Errno.OK;
    private boolean enough;
    private long last = -1;
    private long written = -1;

    Pass(Inode inode, WritebackControl control, Loop loop, PageStep step) {
      this.inode = inode;
      this.control = control;
      this.loop = loop;
      this.step = step;
      this.mark = control.tagsFirst() ? Mark.TOWRITE : Mark.DIRTY;
    }

    Errno run() {
      long[] begin = {control.first()};
      over(
          machine.atomicGet(() -> {
            begin[0] = control.isCyclic() ? inode.writebackIndex() : begin[0];
            return cache.batch(inode, begin[0], control.last(), mark);
          }),
          control.last());
      if (control.isCyclic() && begin[0] > 0 && !enough && index.wraps(loop.own())) {
        written = -1;
        over(cache.batch(inode, 0, begin[0] - 1, mark), begin[0] - 1);
      }
      index.left(
          inode,
          control,
          loop.own(),
          new WritebackIndex.Progress(begin[0], last, written, enough, first.failed()));
      return first;
    }

    private void over(FolioBatch begun, long end) {
      FolioBatch batch = begun;
      while (!batch.isEmpty()) {
        for (Iterator<Folio> rest = batch.folios().iterator(); rest.hasNext() && !enough; ) {
          goThrough(rest.next());
        }
        batch.release();
        if (enough) {
          return;
        }
        batch = cache.batch(inode, batch.next(), end, mark);
      }
    }

    private void goThrough(Folio folio) {
      folio.lock();
      last = machine.nowGet(folio::index);
      Visit visit = visit(inode, control, loop, folio, step);
      written = visit.written() ? last : written;
      first = first.failed() ? first : visit.errno();
      enough = !control.integrity() && (first.failed() || visit.written() && control.wroteLast());
    }
  }

  private Visit visit(
      Inode inode, WritebackControl control, Loop loop, Folio folio, PageStep step) {
    PinnedCleaning.Answer answer =
        wanted(inode, control, loop, folio)
            ? askForPins(inode, control, loop, folio)
            : PinnedCleaning.Answer.PASS_BY;
    if (answer != PinnedCleaning.Answer.CLEAN) {
      folio.unlock();
      return answer == PinnedCleaning.Answer.INTERRUPTED ? Visit.INTERRUPTED : Visit.PASSED_OVER;
    }
    machine.now(() -> {
      if (writeback.waitIsFinal() && folio.is(PageFlag.WRITEBACK)) {
        throw reports.bug(
            "bug-writeback-after-wait",
            loop.place().function(),
            "kernel BUG at "
                + loop.place().source()
                + ": PG_writeback is set after waiting for it, in "
                + loop.place().function());
      }
    });
    return new Visit(step.handle(folio), true);
  }

  /** What pins have to say; the page is locked again, whatever it is. */
  private PinnedCleaning.Answer askForPins(
      Inode inode, WritebackControl control, Loop loop, Folio folio) {
    PinnedCleaning.Answer answer = pinned.ask(inode, folio, control.integrity());
    while (answer == PinnedCleaning.Answer.LOOK_AGAIN) {
      if (!wanted(inode, control, loop, folio)) {
        return PinnedCleaning.Answer.PASS_BY;
      }
      answer = pinned.ask(inode, folio, control.integrity());
    }
    return answer;
  }

  /**
   * Under the folio lock the page stays in its file, may become dirty but not clean, and may cease
   * to be under writeback but not begin: who looks at these flags looks twice.
   */
  private boolean wanted(Inode inode, WritebackControl control, Loop loop, Folio folio) {
    if (!machine.nowGet(() -> PageCache.holds(folio, inode))
        || !machine.atomicGet(() -> folio.is(PageFlag.DIRTY))) {
      return false;
    }
    if (machine.atomicGet(() -> folio.is(PageFlag.WRITEBACK))) {
      if (!control.integrity()) {
        return false;
      }
      loop.waiting().accept(folio);
    }
    return true;
  }
}
