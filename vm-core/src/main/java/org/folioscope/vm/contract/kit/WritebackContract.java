package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Writeback;
import org.junit.jupiter.api.Test;

/** How dirty pages get to the device. */
abstract class WritebackContract extends PagesContract {

  private static final int PAGE = Folio.SIZE;

  @Test
  final void writepagesForIntegrityLeavesNothingDirty() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        shell.write(file, 0, Content.pattern(1, 0, 5 * PAGE));
        assertThat(bench.filesystem().mappings().writepages(file, new WritebackControl(true, 1, 3)))
            .isEqualTo(Errno.OK);
        PageCache cache = bench.get(PageCache.class);
        for (int page = 0; page < 5; page++) {
          assertThat(cache.isSet(file, page, Mark.DIRTY))
              .as("mark of page %d", page)
              .isEqualTo(page < 1 || page > 3);
          assertThat(cache.isSet(file, page, Mark.TOWRITE)).isFalse();
        }
        bench.get(Writeback.class).waitRange(file, 0, WritebackControl.END);
      });
    });
  }

  @Test
  final void writepagesInTheBackgroundPassesOverAPageUnderWriteback() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 2);
      bench.run(() -> {
        underWriteback(bench, shell, file);
        int before = bench.events().size();
        assertThat(bench.filesystem().mappings().writepages(file, WritebackControl.syncNone()))
            .isEqualTo(Errno.OK);
        Folio busy = shell.page(file, 0);
        assertThat(busy.is(PageFlag.DIRTY)).isTrue();
        assertThat(written(bench, before))
            .as("frames written")
            .doesNotContain((long) busy.frame())
            .isNotEmpty();
        bench.get(Writeback.class).end(file, busy, Errno.OK);
        busy.put();
        assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
      });
    });
  }

  @Test
  final void writepagesForIntegrityWaitsForAPageUnderWriteback() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 2);
      bench.run(() -> underWriteback(bench, shell, file));
      int before = bench.events().size();
      bench.run(
          () -> assertThat(shell.fsync(file)).isEqualTo(Errno.OK),
          () -> {
            Folio busy = shell.page(file, 0);
            bench
                .machine()
                .atomic(() ->
                    assertThat(written(bench, before))
                        .as("frames written")
                        .doesNotContain((long) busy.frame()));
            bench.get(Writeback.class).end(file, busy, Errno.OK);
            busy.put();
          });
      assertThat(written(bench, before)).as("frames written").hasSize(2);
    });
  }

  @Test
  final void writepageWritesThePageOrDoesNothing() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      onLockedPage(
          bench,
          shell,
          file,
          folio -> {
            bench.filesystem().mappings().dirtyFolio(file, folio);
            bench.get(Writeback.class).clearDirtyForIo(file, folio);
            int before = bench.events().size();
            if (bench.filesystem().mappings().writepage(file, folio)) {
              bench.get(Writeback.class).wait(folio);
              folio.lock();
              assertThat(written(bench, before)).contains((long) folio.frame());
            } else {
              assertThat(bench.events()).hasSize(before);
              bench.filesystem().mappings().dirtyFolio(file, folio);
            }
          });
    });
  }

  /** Page 0 is under writeback that nobody will end by itself, and both pages are dirty. */
  private static void underWriteback(Bench bench, Shell shell, Inode file) {
    Folio folio = shell.page(file, 0);
    folio.lock();
    bench.get(Writeback.class).start(file, folio);
    folio.unlock();
    folio.put();
    long address = shell.map(file, 2, true);
    shell.store(address, Content.fill(1, 1));
    shell.store(address + PAGE, Content.fill(1, 1));
    shell.unmap(address);
  }

  /** The frames written to the device since an event. */
  private static List<Long> written(Bench bench, int before) {
    List<Long> frames = new ArrayList<>();
    List<Event> events = bench.events();
    for (Event event : events.subList(before, events.size())) {
      if (event instanceof BlockEvent.BioSubmitted submitted && submitted.op() == BioOp.WRITE) {
        submitted.segments().forEach(segment -> frames.add(segment.buffer()));
      }
    }
    return frames;
  }
}
