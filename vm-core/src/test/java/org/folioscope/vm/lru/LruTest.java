package org.folioscope.vm.lru;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

final class LruTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final Lru lru = bench.get(Lru.class);

  @Test
  void aDirtyPageThatReclaimPutOutOfTheWayIsNextInLineOnceItIsWritten() {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      assertThat(bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)).isZero();
      assertThat(lru.size(LruList.ACTIVE_FILE)).isEqualTo(1);
      shell.write(file, Folio.SIZE, Content.fill(2, Folio.SIZE));
      lru.drainAll();
    });
    bench.run(() -> shell.fsync(file));
    bench.run(() -> {
      Folio first = shell.page(file, 0);
      assertThat(first.is(PageFlag.ACTIVE) || first.is(PageFlag.RECLAIM)).isFalse();
      assertThat(lru.size(LruList.INACTIVE_FILE)).isEqualTo(2);
      List<Folio> tail = lru.isolate(LruList.INACTIVE_FILE, 1);
      assertThat(tail).containsExactly(first);
      tail.forEach(lru::putBack);
      first.put();
    });
    AtRest.check(bench);
  }

  @Test
  void aBatchHoldsAReferenceUntilItIsDrained() {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      Folio folio = shell.page(file, 0);
      assertThat(folio.refcount()).as("cache, batch, ours").isEqualTo(3);
      assertThat(folio.is(PageFlag.LRU)).isFalse();
      lru.drainAll();
      assertThat(folio.refcount()).as("cache, ours").isEqualTo(2);
      assertThat(folio.is(PageFlag.LRU)).isTrue();
      folio.put();
    });
  }

  @Test
  void aFullBatchDrainsItself() {
    Inode file = bench.create("file");
    bench.run(() -> shell.write(file, 0, Content.fill(1, 30 * Folio.SIZE)));
    assertThat(lru.size(LruList.INACTIVE_FILE)).isZero();
    bench.run(() -> shell.write(file, 30L * Folio.SIZE, Content.fill(1, Folio.SIZE)));
    assertThat(lru.size(LruList.INACTIVE_FILE)).isEqualTo(31);
  }
}
