package org.folioscope.vm.waitqueue;

import com.google.inject.Module;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.writeback.Writeback;

/** A page of file a under writeback, and tasks that meet it; explored to the end. */
final class PageRace {

  private final Bench bench;
  final Writeback writeback;
  final Folios folios;
  final PageCache cache;
  final Signals signals;
  final Inode a;
  final Inode b;
  final Folio page;

  /** What a task does. */
  @FunctionalInterface
  interface Task {
    void run(PageRace race);
  }

  /** The policies of linux-5.9, some of them changed. */
  record Kernel59(Policies policies, boolean debug, WaitOptions waits) {

    static final Kernel59 AS_IS =
        new Kernel59(Policies.of(Kernel.LINUX_5_9), false, WaitOptions.DEFAULT);

    <T extends Enum<T>> Kernel59 with(Policy<T> policy, T value) {
      return new Kernel59(policies.with(policy, value), debug, waits);
    }

    Kernel59 debugged() {
      return new Kernel59(policies, true, waits);
    }

    Kernel59 with(WaitOptions options) {
      return new Kernel59(policies, debug, options);
    }
  }

  private PageRace(Kernel59 kernel) {
    Module options =
        binder -> {
          binder.bind(MemoryOptions.class).toInstance(new MemoryOptions(kernel.debug(), false));
          binder.bind(WaitOptions.class).toInstance(kernel.waits());
        };
    bench =
        Bench.of(
            new TrivialProvider(), Bench.Options.DEFAULT.with(kernel.policies()).with(options));
    writeback = bench.get(Writeback.class);
    folios = bench.get(Folios.class);
    cache = bench.get(PageCache.class);
    signals = bench.get(Signals.class);
    a = bench.create("a");
    b = bench.create("b");
    page =
        bench.call(() -> {
          new Shell(bench).write(a, 0, Content.fill(1, Folio.SIZE));
          bench.get(Lru.class).drainAll();
          Folio written = Objects.requireNonNull(cache.get(a, 0));
          written.lock();
          writeback.clearDirtyForIo(a, written);
          writeback.start(a, written);
          written.unlock();
          written.put();
          return written;
        });
  }

  /** The outcomes of all interleavings, and in how many inequivalent ways each comes about. */
  static Map<String, Long> explore(Kernel59 kernel, Task... tasks) {
    PageRace race = new PageRace(kernel);
    Bench.Mark start = race.bench.mark();
    int before = race.bench.events().size();
    ExplorationResult result =
        PartialOrder.alone()
            .explore(
                scheduler -> race.execute(scheduler, start, before, tasks), Budget.unlimited());
    Map<String, Long> outcomes = new TreeMap<>();
    result.outcomes().forEach(found -> outcomes.put(found.outcome(), found.count()));
    return outcomes;
  }

  private Trial execute(Scheduler scheduler, Bench.Mark start, int before, Task... tasks) {
    bench.rollback(start);
    bench.scheduleBy(() -> scheduler);
    Runnable[] bodies = new Runnable[tasks.length];
    for (int i = 0; i < bodies.length; i++) {
      Task task = tasks[i];
      bodies[i] = () -> task.run(this);
    }
    RunEnd end = bench.attempt(bodies);
    if (end.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    List<ReportEvent.ViolationReported> complaints =
        bench.events().stream()
            .skip(before)
            .filter(ReportEvent.ViolationReported.class::isInstance)
            .map(ReportEvent.ViolationReported.class::cast)
            .toList();
    String outcome =
        complaints.isEmpty()
            ? end.reason() == RunEnd.Reason.STUCK ? "hang" : "ok"
            : complaints.stream()
                .filter(one -> one.kind() != Kind.WARN || complaints.size() == 1)
                .map(ReportEvent.ViolationReported::id)
                .limit(1)
                .collect(Collectors.joining());
    return new Trial(outcome, !outcome.equals("ok"), end);
  }

  /** The disk is done with the page of file a. */
  void endWriteback() {
    writeback.end(a, page, Errno.OK);
  }

  /** Whether a flag is set, in a step. */
  boolean has(PageFlag flag) {
    return bench.machine().atomicGet(() -> page.is(flag));
  }

  /** Whether nobody refers to the page, in a step. */
  boolean isFree() {
    return bench.machine().atomicGet(page::unused);
  }

  /**
   * Takes the page of file a out of the cache without asking for writeback; lets it go if that is
   * over, and else never.
   */
  boolean tearOff() {
    Folio folio = Objects.requireNonNull(cache.get(a, 0));
    bench
        .machine()
        .atomic(() -> {
          cache.remove(a, folio);
          folio.put();
        });
    boolean over = !has(PageFlag.WRITEBACK);
    if (over) {
      folio.put();
    }
    return over;
  }

  /** Takes all pages back that can be. */
  void reclaim() {
    bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING);
  }

  /** Locks and unlocks the page of file a, if it is there. */
  void lockAndUnlock() {
    Folio folio = cache.get(a, 0);
    if (folio != null) {
      folio.lock();
      folio.unlock();
      folio.put();
    }
  }

  /** Waits for who has the page of file a locked, without holding it meanwhile. */
  void waitUnheld() {
    Folio folio = cache.get(a, 0);
    if (folio == null) {
      return;
    }
    if (folio.trylock()) {
      folio.unlock();
      folio.put();
    } else {
      folio.putAndWaitUnlocked();
    }
  }

  /** Takes the page of a file out of the cache, as truncation does. */
  void remove(Inode inode) {
    Folio folio = cache.get(inode, 0);
    if (folio != null) {
      folio.lock();
      if (bench.machine().nowGet(() -> PageCache.holds(folio, inode))) {
        writeback.wait(folio);
        bench
            .machine()
            .atomic(() -> {
              cache.remove(inode, folio);
              folio.put();
            });
      }
      folio.unlock();
      folio.put();
    }
  }

  /** Writes file b through a new page, and the disk is done with it some time. */
  void writeOther() {
    Folio mine = folios.allocate();
    bench.machine().atomic(() -> cache.add(b, 0, mine));
    mine.put();
    writeAgain(b);
  }

  /**
   * One more writeback of a file's page, if it is there, which the disk ends without holding it.
   */
  void writeAgain(Inode inode) {
    Folio folio = cache.get(inode, 0);
    if (folio == null) {
      return;
    }
    folio.lock();
    boolean there = bench.machine().nowGet(() -> PageCache.holds(folio, inode));
    if (there) {
      writeback.wait(folio);
      writeback.start(inode, folio);
    }
    folio.unlock();
    folio.put();
    if (there) {
      writeback.end(inode, folio, Errno.OK);
    }
  }

  /** Starts one more writeback of a file's page, if it is not busy; nobody ends that. */
  boolean startIfIdle(Inode inode) {
    Folio folio = Objects.requireNonNull(cache.get(inode, 0));
    folio.lock();
    boolean idle = bench.machine().atomicGet(() -> !folio.is(PageFlag.WRITEBACK));
    if (idle) {
      writeback.start(inode, folio);
    }
    folio.unlock();
    folio.put();
    return idle;
  }

  /** Waits for the writeback of a file's page under its lock, and dies when it is not over then. */
  void waitForWriteback(Inode inode) {
    Folio folio = cache.get(inode, 0);
    if (folio == null) {
      return;
    }
    folio.lock();
    if (bench.machine().nowGet(() -> PageCache.holds(folio, inode))) {
      writeback.wait(folio);
      bench
          .machine()
          .now(() -> {
            if (folio.is(PageFlag.WRITEBACK)) {
              throw bench
                  .get(Reports.class)
                  .bug("bug-writeback-after-wait", "write_cache_pages", "kernel BUG");
            }
          });
    }
    folio.unlock();
    folio.put();
  }
}
