package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.work.WorkEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How the bad outcomes of {@code kara-2018} come about: in the order that was recorded on real
 * kernels, and with the reference counts that the kernel's rules give.
 */
class LateDirtyOrderTest {

  private static final int READER = 0;
  private static final int FLUSHER = 1;
  private static final int KSWAPD = 2;
  private static final int WORKER = 48;
  private static final int FINALLY = 3;

  private static FoundOutcome worst(Configuration configuration) {
    return NaiveExhaustive.bounded(0)
        .explore(Emulation.inMemory(configuration), Budget.unlimited())
        .violations()
        .getFirst();
  }

  private static Run worstRun(Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, "kara-2018");
    return Run.of(configuration, new Recorded(worst(configuration).schedule()));
  }

  /** From the reference to the submitted read; returns the page. */
  private static int readIsUnderWay(Story story, boolean pinned) {
    int page =
        story
            .then("hold", GupEvent.PageHeld.class, held -> held.write() && held.pinned() == pinned)
            .folio();
    story.then("read", BlockEvent.BioSubmitted.class, bio -> bio.op() == BioOp.READ);
    assertThat(story.task()).isEqualTo(READER);
    return page;
  }

  private static void flusherCleans(Story story, int page) {
    story.then(
        "clean",
        FolioEvent.FlagCleared.class,
        flag -> flag.folio() == page && flag.flag() == PageFlag.DIRTY);
    assertThat(story.task()).isEqualTo(FLUSHER);
    story.then("write", BlockEvent.BioSubmitted.class, bio -> bio.op() == BioOp.WRITE);
    story.then(
        "writeback ends",
        FolioEvent.FlagCleared.class,
        flag -> flag.folio() == page && flag.flag() == PageFlag.WRITEBACK);
  }

  /** Cache, buffers, entry, isolation and the holder's; the entry goes, then the buffers. */
  private static void reclaimStrips(Story story, int page) {
    String references = "folio.refcount[" + page + "]";
    story.thenEnters(KSWAPD, "shrink_folio_list");
    story.then("lock", FolioEvent.FolioLocked.class, lock -> lock.task() == KSWAPD);
    assertThat(story.value(references)).isEqualTo(5);
    story.then("unmap", FolioEvent.PageUnmapped.class, unmap -> unmap.folio() == page);
    assertThat(story.value(references)).isEqualTo(4);
    story.thenEnters(KSWAPD, "ext4_release_folio");
    story.then("strip", BufferEvent.BuffersFreed.class, freed -> freed.folio() == page);
    story.then("detach", FolioEvent.PrivateDetached.class, gone -> gone.folio() == page);
    assertThat(story.value(references)).isEqualTo(3);
    story.thenEnters(KSWAPD, "__remove_mapping");
    assertThat(story.value("folio.mapping[" + page + "]")).as("still in the cache").isNotZero();
  }

  private static void dirtiedLate(Story story, int page, int byWhom) {
    story.thenEnters(byWhom, "set_page_dirty_lock");
    story.then(
        "WARNING",
        ReportEvent.ViolationReported.class,
        warning -> warning.id().equals("warn-folio-dirtied-without-buffers"));
    story.then(
        "dirty",
        FolioEvent.FlagSet.class,
        flag -> flag.folio() == page && flag.flag() == PageFlag.DIRTY);
    assertThat(story.task()).isEqualTo(byWhom);
    story.then("let go", GupEvent.PageReleased.class, released -> released.folio() == page);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_1", "DEBIAN_5_10", "DEBIAN_6_1"})
  void theBytesAreLostInTheOrderThatWasRecorded(Kernel kernel) {
    Run run = worstRun(kernel);
    assertThat(run.execution().outcome().matches("lost-write")).isTrue();
    Story beforeIo = new Story(run);
    beforeIo.thenEnters(READER, "bio_set_pages_dirty");
    beforeIo.then("read", BlockEvent.BioSubmitted.class, bio -> bio.op() == BioOp.READ);
    Story story = new Story(run);
    int page = readIsUnderWay(story, false);
    flusherCleans(story, page);
    reclaimStrips(story, page);
    story.then("queued", WorkEvent.WorkQueued.class, work -> work.name().equals("bio_dirty_fn"));
    dirtiedLate(story, page, WORKER);
    story.thenEnters(FINALLY, "mpage_prepare_extent_to_map");
    story.then(
        "page 0 does not have buffers attached",
        ReportEvent.ViolationReported.class,
        warning -> warning.id().equals("warn-dirty-folio-without-buffers"));
    story.then(
        "dirty dropped",
        FolioEvent.FlagCleared.class,
        flag -> flag.folio() == page && flag.flag() == PageFlag.DIRTY);
    assertThat(story.later(BlockEvent.BioSubmitted.class, bio -> bio.op() == BioOp.WRITE))
        .as("anything is written")
        .isFalse();
    story.then("fsync", CallEvent.SyncEnded.class, sync -> sync.result() == 0);
  }

  @Test
  void linux415DiesInTheSameOrderButTheReaderItselfDirtiesThePage() {
    Run run = worstRun(Kernel.LINUX_4_15);
    assertThat(run.entered("bio_set_pages_dirty")).isFalse();
    Story story = new Story(run);
    int page = readIsUnderWay(story, false);
    flusherCleans(story, page);
    reclaimStrips(story, page);
    dirtiedLate(story, page, READER);
    ReportEvent.ViolationReported bug =
        story.then("BUG", ReportEvent.ViolationReported.class, one -> one.id().startsWith("bug-"));
    assertThat(bug.function()).isEqualTo("mpage_prepare_extent_to_map");
    assertThat(story.value("folio.lock-owner[" + page + "]")).as("lock stays held").isNotZero();
    assertThat(run.results("fsync")).as("the task never returned").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_1", "DEBIAN_5_10", "DEBIAN_6_1"})
  void everyRunThatLosesBytesWarnsAndIsToldThatAllIsWell(Kernel kernel) {
    List<Run> lost = new ArrayList<>();
    Run.each(
        Ext4.on(kernel, "kara-2018"),
        0,
        run -> {
          if (run.execution().outcome().matches("lost-write")) {
            lost.add(run);
          }
        });
    assertThat(lost).hasSize(16);
    for (Run run : lost) {
      assertThat(run.execution().outcome().ids())
          .contains("warn-dirty-folio-without-buffers", "warn-folio-dirtied-without-buffers");
      assertThat(run.results("fsync")).containsExactly(0L);
      assertThat(run.results("read")).containsExactly(4096L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_12", "DEBIAN_6_12"})
  void aPinnedPageIsUnmappedActivatedAndKeepsItsBuffers(Kernel kernel) {
    List<Run> met = new ArrayList<>();
    Run.each(
        Ext4.on(kernel, "kara-2018"),
        0,
        run -> {
          Story story = new Story(run);
          story.thenEnters(KSWAPD, "shrink_node");
          boolean unmaps = story.later(FolioEvent.PageUnmapped.class, unmap -> unmap.folio() == 0);
          if (unmaps && pinnedWhenUnmapped(run)) {
            met.add(run);
          }
        });
    assertThat(met).isNotEmpty();
    for (Run run : met.subList(0, 5)) {
      Story story = new Story(run);
      story.thenEnters(KSWAPD, "shrink_folio_list");
      story.then("lock", FolioEvent.FolioLocked.class, lock -> lock.task() == KSWAPD);
      assertThat(story.value("folio.refcount[0]")).isEqualTo(1028);
      story.then("unmap", FolioEvent.PageUnmapped.class, unmap -> true);
      assertThat(story.value("folio.refcount[0]")).isEqualTo(1027);
      story.then("activate", FolioEvent.FlagSet.class, flag -> flag.flag() == PageFlag.ACTIVE);
      assertThat(story.task()).isEqualTo(KSWAPD);
      assertThat(story.value("buffers.count[0]")).isEqualTo(1);
      assertThat(run.execution().outcome().isOk()).as("the bytes reach the disk").isTrue();
    }
  }

  private static boolean pinnedWhenUnmapped(Run run) {
    Story story = new Story(run);
    story.then("unmap", FolioEvent.PageUnmapped.class, unmap -> unmap.folio() == 0);
    return story.task() == KSWAPD && story.value("folio.refcount[0]") > 1024;
  }
}
