package org.folioscope.scenarios.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Step;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.oracle.Finding;
import org.folioscope.scenarios.oracle.Spot;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.iomap.IomapEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;
import org.junit.jupiter.api.Test;

class DocumentedPathsTest {

  private static final int FILE = 12;
  private static final int FRAME = 3;
  private static final Event CACHED = new CacheEvent.FolioAdded(FILE, 1, FRAME);
  private static final Event HELD = new GupEvent.PageHeld(FRAME, FILE, 1, false, true);
  private static final Event LET_GO = new GupEvent.PageReleased(FRAME, false);
  private static final Event REMOVED = new CacheEvent.FolioRemoved(FILE, 1, FRAME);
  private static final Event STRIPPED = new BufferEvent.BuffersFreed(FRAME);
  private static final Event LOCKED = new FolioEvent.FolioLocked(FRAME, 0);
  private static final Event FREED = new FolioEvent.FolioFreed(FRAME, 0);
  private static final Event WARNED =
      new ReportEvent.ViolationReported(
          Kind.WARN, "warn-folio-dirtied-without-buffers", "ext4_dirty_folio", "no buffers");

  private final List<LoggedStep> steps = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final SortedMap<Long, Finding> findings = new TreeMap<>();

  @Test
  void aPageThatWasRemovedWhileHeldExplainsThatItsOwnBytesAreLost() {
    happen(CACHED, HELD, REMOVED);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().unexplained()).isEmpty();
    assertThat(judged().explaining()).containsExactly(DocumentedPath.REMOVED_WHILE_HELD);
  }

  @Test
  void itExplainsNoOtherPage() {
    happen(CACHED, HELD, REMOVED);
    lost(Spot.ofFile(FILE, 1), Spot.ofFile(FILE, 2));
    assertThat(judged().unexplained()).isNotEmpty();
    assertThat(judged().explaining()).isEmpty();
  }

  @Test
  void aPageThatNobodyHeldIsNoExcuse() {
    happen(CACHED, HELD, LET_GO, REMOVED);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().unexplained()).isNotEmpty();
  }

  @Test
  void whatAHolderStoredAfterTheFlushGoesWithThePageThatAHoleTakesOut() {
    Event began = new CallEvent.ReshapeBegan(0, FILE);
    Event written = new FolioEvent.FlagSet(FRAME, PageFlag.WRITEBACK);
    Event dirtied = new FolioEvent.FlagSet(FRAME, PageFlag.DIRTY);
    happen(CACHED, HELD, began, written, dirtied, LET_GO, REMOVED);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.REMOVED_DIRTY);
  }

  @Test
  void aPageThatLosesItsStateOfBlocksIsStrippedToo() {
    happen(CACHED, HELD, new IomapEvent.StateFreed(FRAME), LOCKED);
    warned();
    assertThat(judged().explaining()).containsExactly(DocumentedPath.STRIPPED_OTHERWISE);
  }

  @Test
  void whatIsStoredBehindTheOldEndOfAHeldPageIsLostWhenTheFileGrows() {
    Event loaded = new InodeEvent.InodeLoaded(FILE, "f", 4196);
    Event grown = new InodeEvent.SizeChanged(FILE, 8192);
    happen(loaded, CACHED, new BufferEvent.BuffersAttached(FRAME, 4), HELD, grown);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.GROWN_WHILE_HELD);
  }

  @Test
  void aPageOfOneBlockHasNothingBehindTheEnd() {
    Event loaded = new InodeEvent.InodeLoaded(FILE, "f", 4196);
    Event grown = new InodeEvent.SizeChanged(FILE, 8192);
    happen(loaded, CACHED, new BufferEvent.BuffersAttached(FRAME, 1), HELD, grown);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().unexplained()).isNotEmpty();
  }

  @Test
  void aHoleInAPageThatStaysMappedForWritingTakesWhatIsStoredThere() {
    Event mapped = new MmEvent.PteInstalled(0, 256, new Pte(FRAME, true, true, true));
    Event punched = new BufferEvent.BufferFlagCleared(FRAME, 1, BufferFlag.DELAY);
    Event loaded = new InodeEvent.InodeLoaded(FILE, "f", 8192);
    happen(loaded, CACHED, new BufferEvent.BuffersAttached(FRAME, 4), mapped, punched);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.PUNCHED_WHILE_MAPPED);
  }

  @Test
  void whatIsCutOffSuchAPageIsNoHole() {
    Event mapped = new MmEvent.PteInstalled(0, 256, new Pte(FRAME, true, true, true));
    Event cut = new BufferEvent.BufferFlagCleared(FRAME, 1, BufferFlag.MAPPED);
    Event loaded = new InodeEvent.InodeLoaded(FILE, "f", 8192);
    Event shorter = new InodeEvent.SizeChanged(FILE, 4196);
    happen(loaded, CACHED, new BufferEvent.BuffersAttached(FRAME, 4), mapped, shorter, cut);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().unexplained()).isNotEmpty();
  }

  @Test
  void strippedBuffersExplainTheWarningAboutThatPage() {
    happen(CACHED, HELD, STRIPPED, LOCKED);
    warned();
    assertThat(judged().unexplained()).isEmpty();
  }

  @Test
  void theyExplainNoWarningThatCameBefore() {
    happen(CACHED, HELD, LOCKED);
    warned();
    happen(STRIPPED);
    assertThat(judged().unexplained()).isNotEmpty();
  }

  @Test
  void theyExplainNoWarningAboutTheNextPageInTheFrame() {
    happen(CACHED, HELD, STRIPPED, REMOVED, LET_GO, FREED, CACHED, LOCKED);
    warned();
    assertThat(judged().unexplained()).isNotEmpty();
  }

  @Test
  void aCloneLacksWhatItsSourceLacks() {
    happen(CACHED, HELD, REMOVED, new CallEvent.FileCloned(0, FILE, FILE + 1, true));
    lost(Spot.ofFile(FILE + 1, 1));
    assertThat(judged().unexplained()).isEmpty();
  }

  @Test
  void aPageThatIsHeldWhileItsBlockBecomesSharedShowsInBothFiles() {
    happen(CACHED, HELD, new CallEvent.FileCloned(0, FILE, FILE + 1, true));
    lost(Spot.ofFile(FILE + 1, 1));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.SHARED_WHILE_HELD);
  }

  @Test
  void aHeldPageThatLosesTheBlocksBelowItIsLostInPart() {
    happen(CACHED, HELD, new BufferEvent.BufferFlagCleared(FRAME, 1, BufferFlag.MAPPED));
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.REMOVED_WHILE_HELD);
  }

  @Test
  void memoryThatIsAnotherPageThanTheOneHeldExplainsItsOwnLoss() {
    happen(
        new MmEvent.PteInstalled(0, 256, new Pte(FRAME, true, false, true)),
        new GupEvent.PageHeld(FRAME, 0, 0, false, true),
        new MmEvent.PteChanged(0, 256, new Pte(FRAME + 1, true, true, true)));
    lost(Spot.ofMemory(0, 256 * 4096));
    assertThat(judged().explaining()).containsExactly(DocumentedPath.MEMORY_MOVED);
  }

  @Test
  void aCompletionThatNeverComesExplainsAHangAndNothingElse() {
    happen(new BlockEvent.CompletionLost(1, 0, 0));
    reported(Kind.HANG, "hang");
    assertThat(judged().explaining()).containsExactly(DocumentedPath.LOST_COMPLETION);
    lost(Spot.ofFile(FILE, 1));
    assertThat(judged().unexplained().map(Complaint::id)).containsExactly("lost-write");
  }

  /** Each in a step of its own. */
  private void happen(Event... events) {
    for (Event event : events) {
      long number = steps.size() + 1L;
      steps.add(
          new LoggedStep(
              new Step(number, 0, 0, 0),
              List.of(new LoggedStep.Logged(number, event, 0)),
              List.of()));
    }
  }

  private void warned() {
    happen(WARNED);
    violations.add(Violation.of((ReportEvent.ViolationReported) WARNED, steps.size(), 0, false));
  }

  private void lost(Spot... spots) {
    reported(Kind.DATA_LOSS, "lost-write", spots);
  }

  private void reported(Kind kind, String id, Spot... spots) {
    ReportEvent.ViolationReported report =
        new ReportEvent.ViolationReported(kind, id, "checker", "as the oracle says");
    happen(report);
    violations.add(Violation.of(report, steps.size(), -1, false));
    findings.put(
        (long) steps.size(),
        new Finding(report.kind(), report.id(), report.message(), List.of(spots)));
  }

  private DocumentedPaths judged() {
    Execution execution =
        new Execution(
            new RunEnd(RunEnd.Reason.QUIET, List.of(), null, 0, 0, Schedule.DEFAULT, 0),
            violations,
            Outcome.of(violations),
            List.of(),
            new TreeSet<>(),
            steps.size(),
            0,
            findings,
            Optional.empty());
    return DocumentedPaths.of(new Recording(execution, steps, 0), Policies.of(Kernel.LINUX_6_12));
  }
}
