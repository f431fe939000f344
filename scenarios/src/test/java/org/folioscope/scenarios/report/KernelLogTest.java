package org.folioscope.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.Step;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shapes of what the kernel prints, from logs written by hand. */
class KernelLogTest {

  private static final ReportEvent BAD_CACHE =
      new ReportEvent.ViolationReported(
          Kind.BUG,
          "bug-bad-page-cache",
          "filemap_unaccount_folio",
          "BUG: Bad page cache  pfn:18: still mapped when deleted");

  @Test
  void badPageIsDumpedWithAllThatHoldsIt() {
    HandMadeLog log = pageOfAFile();
    log.step(
        0,
        new FolioEvent.PageMapped(18),
        new FolioEvent.ReferencesTaken(18, 1024),
        new FolioEvent.FolioLocked(18, 0));
    log.enter("truncate_inode_pages_range");

    assertThat(log.step(0, BAD_CACHE).printed())
        .isEqualTo(
            """
            [     9] BUG: Bad page cache in process truncate  pfn:00012
            [     9] page: refcount:1027 mapcount:1 mapping:#12 index:0x3 pfn:0x12
            [     9] ino:c dentry name:"a"
            [     9] flags: (locked|uptodate)
            [     9] page dumped because: still mapped when deleted
            [     9] CPU: 2 PID: 0 Comm: truncate Tainted: G B linux-6.1
            [     9] Hardware name: folioscope
            [     9] Call Trace:
            [     9]  filemap_unaccount_folio
            [     9]  truncate_inode_pages_range
            """);
  }

  @Test
  void tailIsDumpedWithItsHead() {
    HandMadeLog log = new HandMadeLog();
    log.start(0, "khugepaged", Context.PROCESS, 2);
    log.step(0, new FolioEvent.HugePageAllocated(4, 2, List.of(5, 6, 7)));
    String message =
        "kernel BUG at include/linux/page-flags.h: VM_BUG_ON_PAGE(PageTail(page)) of pfn:6, in f";

    assertThat(log.step(0, violation(Kind.BUG, "f", message)).printed())
        .startsWith(
            """
            [     3] page: refcount:0 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x6
            [     3] head: order:2 mapcount:0 pincount:0
            [     3] flags: (head)
            [     3] page dumped because: VM_BUG_ON_PAGE(PageTail(page))
            [     3] ------------[ cut here ]------------
            [     3] kernel BUG at include/linux/page-flags.h!
            [     3] invalid opcode: 0000 [#1] SMP
            """);
  }

  @Test
  void interruptSpeaksForTheTaskThatItInterrupts() {
    HandMadeLog log = new HandMadeLog();
    log.start(0, "writer", Context.PROCESS, 2);
    log.start(90, "completion", Context.INTERRUPT, 2);
    log.step(90, new MachineEvent.InterruptEntered(2, 90));
    log.enter("folio_end_writeback");
    log.step(90, violation(Kind.WARN, "f", "WARNING at mm/filemap.c f: folio 3 is odd"));
    log.step(0, new MachineEvent.TaskEnded(0));
    log.step(90, violation(Kind.BUG, "g", "kernel BUG at mm/filemap.c: no, in g"));

    assertThat(log.printed())
        .isEqualTo(
            """
            [     4] ------------[ cut here ]------------
            [     4] WARNING: CPU: 2 PID: 0 at mm/filemap.c f
            [     4] folio 3 is odd
            [     4] CPU: 2 PID: 0 Comm: writer Not tainted linux-6.1
            [     4] Hardware name: folioscope
            [     4] RIP: 0010:f
            [     4] Call Trace:
            [     4]  <IRQ>
            [     4]  folio_end_writeback
            [     4]  bio_endio
            [     4]  </IRQ>
            [     4] ---[ end trace 0000000000000000 ]---
            [     6] ------------[ cut here ]------------
            [     6] kernel BUG at mm/filemap.c!
            [     6] no
            [     6] invalid opcode: 0000 [#1] SMP
            [     6] CPU: 2 PID: 0 Comm: swapper/2 Tainted: G W linux-6.1
            [     6] Hardware name: folioscope
            [     6] RIP: 0010:g
            [     6] Call Trace:
            [     6]  <IRQ>
            [     6]  folio_end_writeback
            [     6]  bio_endio
            [     6]  </IRQ>
            [     6] ---[ end trace 0000000000000000 ]---
            """);
  }

  @Test
  void linesOfFilesystemsStandAsTheyAreAndCheckersUnderTheirName() {
    HandMadeLog log = new HandMadeLog();
    log.start(0, "flusher", Context.PROCESS, 0);
    String late =
        "EXT4-fs (sda): Delayed block allocation failed for inode 12 at logical offset 0 with max"
            + " blocks 1 with error 28";
    log.step(
        0,
        new ReportEvent.LinePrinted(late),
        new ReportEvent.LinePrinted("EXT4-fs (sda): This should not happen!! Data will be lost"));
    log.step(0, violation(Kind.DATA_LOSS, "oracle", "byte 0 is gone"));

    assertThat(log.printed())
        .isEqualTo(
            ("[     2] " + late + "\n")
                + "[     3] EXT4-fs (sda): This should not happen!! Data will be lost\n"
                + "[     4] folioscope: something: byte 0 is gone\n");
  }

  private static HandMadeLog pageOfAFile() {
    HandMadeLog log = new HandMadeLog();
    log.start(0, "truncate", Context.PROCESS, 2);
    log.step(0, new InodeEvent.InodeLoaded(12, "a", 4096));
    log.step(
        0,
        new FolioEvent.FolioAllocated(18, 2),
        new FolioEvent.MappingSet(18, 12, 3),
        new FolioEvent.FlagSet(18, PageFlag.UPTODATE));
    return log;
  }

  private static ReportEvent violation(Kind kind, String function, String message) {
    return new ReportEvent.ViolationReported(kind, "something", function, message);
  }

  /** A log with marks. */
  private static final class HandMadeLog implements LogCursor {
    private final List<LoggedStep> steps = new ArrayList<>();
    private final List<LoggedStep.PlacedMark> marks = new ArrayList<>();
    private Queue<LoggedStep> unread = new ArrayDeque<>();
    private long events;

    void start(int task, String name, Context context, int cpu) {
      step(-1, new MachineEvent.TaskStarted(task, name, context, cpu));
    }

    /** The next step begins within the function. */
    void enter(String function) {
      marks.add(new LoggedStep.PlacedMark(events, new Mark(true, function, "")));
    }

    HandMadeLog step(int task, Event... all) {
      List<LoggedStep.Logged> logged = new ArrayList<>();
      for (Event event : all) {
        logged.add(new LoggedStep.Logged(++events, event, 0));
      }
      steps.add(new LoggedStep(new Step(steps.size() + 1, task, 0, 0), logged, List.copyOf(marks)));
      marks.clear();
      return this;
    }

    String printed() {
      unread = new ArrayDeque<>(steps);
      return KernelLog.text(KernelLog.of(this, task -> "task-" + task, 0, "linux-6.1"));
    }

    @Override
    public @Nullable LoggedStep next() {
      return unread.poll();
    }

    @Override
    public LogEnding ending() {
      return new LogEnding(LogEnding.Kind.COMPLETE, events, "complete", null);
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
