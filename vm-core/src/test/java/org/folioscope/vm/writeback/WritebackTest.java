package org.folioscope.vm.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.waitqueue.WakePolicies;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WritebackTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final Writeback writeback = bench.get(Writeback.class);
  private final PageCache cache = bench.get(PageCache.class);
  private final Inode file = bench.create("file");

  @Test
  void theDirtyMarkStaysBetweenCleaningAndTheStartOfWriteback() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      cache.tagForWriteback(file, 0, 0);
      Folio folio = shell.page(file, 0);
      folio.lock();
      assertThat(writeback.clearDirtyForIo(file, folio)).isTrue();
      assertThat(folio.is(PageFlag.DIRTY)).isFalse();
      assertThat(marks()).containsExactly(Mark.DIRTY, Mark.TOWRITE);
      writeback.start(file, folio);
      assertThat(marks()).containsExactly(Mark.WRITEBACK);
      folio.unlock();
      writeback.end(file, folio, Errno.OK);
      assertThat(marks()).isEmpty();
      assertThat(folio.is(PageFlag.WRITEBACK)).isFalse();
      folio.put();
    });
    AtRest.check(bench);
  }

  @Test
  void aPageDirtiedAgainBeforeTheStartKeepsItsMark() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      Folio folio = shell.page(file, 0);
      folio.lock();
      writeback.clearDirtyForIo(file, folio);
      folio.testAndSet(PageFlag.DIRTY);
      writeback.start(file, folio);
      assertThat(marks()).containsExactly(Mark.DIRTY, Mark.WRITEBACK);
      folio.unlock();
      writeback.end(file, folio, Errno.OK);
      folio.put();
    });
    AtRest.check(bench);
  }

  @Test
  void cleaningCollectsTheEntriesAndTheNextStoreFaultsAgain() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      long address = shell.map(file, 1, true);
      shell.store(address, Content.fill(2, 8));
      Folio folio = shell.page(file, 0);
      folio.lock();
      folio.testAndClear(PageFlag.DIRTY); // only the entry knows now
      assertThat(writeback.clearDirtyForIo(file, folio)).as("was dirty").isTrue();
      Pte pte = shell.mm().pte(address / Folio.SIZE);
      assertThat(pte).isEqualTo(new Pte(folio.frame(), false, false, true));
      assertThat(folio.is(PageFlag.DIRTY)).isFalse();
      folio.unlock();
      shell.store(address, Content.fill(3, 8));
      assertThat(folio.is(PageFlag.DIRTY)).isTrue();
      folio.put();
      shell.unmap(address);
    });
    AtRest.check(bench);
  }

  @Test
  void aFailedWriteLeavesThePageCleanAndTellsEveryOpenFileOnce() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      long sample = bench.machine().atomicGet(file::errorSample);
      Folio folio = shell.page(file, 0);
      folio.lock();
      writeback.clearDirtyForIo(file, folio);
      bench.get(PageIo.class).write(file, List.of(folio), Long.MAX_VALUE / 1024);
      writeback.wait(folio);
      assertThat(file.errorSince(sample)).isEqualTo(Errno.EIO);
      long opened = bench.machine().atomicGet(file::errorSample);
      assertThat(file.errorSince(opened)).as("the next opener").isEqualTo(Errno.EIO);
      long told = bench.machine().atomicGet(file::seeErrors);
      assertThat(file.errorSince(told)).isEqualTo(Errno.OK);
      long later = bench.machine().atomicGet(file::errorSample);
      assertThat(file.errorSince(later)).as("who opens it after that").isEqualTo(Errno.OK);
      assertThat(folio.is(PageFlag.DIRTY)).isFalse();
      assertThat(folio.is(PageFlag.UPTODATE)).isTrue();
      folio.put();
    });
    AtRest.check(bench);
  }

  @Test
  void theInodeHasDirtyPagesUntilTheyAreWritten() {
    bench.run(() -> shell.write(file, 0, Content.fill(1, Folio.SIZE)));
    Folio folio = bench.call(() -> shell.page(file, 0));
    assertThat(
            Onlooker.sees(
                bench,
                () -> List.of(folio.is(PageFlag.DIRTY), file.pagesDirty()),
                () -> bench.get(Flusher.class).writeInode(file)))
        .containsExactly(List.of(true, true), List.of(false, true), List.of(false, false));
    bench.run(folio::put);
    AtRest.check(bench);
  }

  @Test
  void anInodeWhosePageWasPassedOverStillHasDirtyPages() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      Folio folio = shell.page(file, 0);
      folio.lock();
      writeback.clearDirtyForIo(file, folio);
      writeback.start(file, folio);
      folio.unlock();
      shell.write(file, 0, Content.fill(2, Folio.SIZE));
      bench.get(Flusher.class).writeInode(file);
      assertThat(marks()).containsExactly(Mark.DIRTY, Mark.WRITEBACK);
      assertThat(file.pagesDirty()).isTrue();
      writeback.end(file, folio, Errno.OK);
      bench.get(Flusher.class).writeInode(file);
      assertThat(file.pagesDirty()).isFalse();
      folio.put();
    });
    AtRest.check(bench);
  }

  @ParameterizedTest
  @CsvSource({"ORIGINAL, false", "REFERENCE_IF_WAITED, true"})
  void theReferenceIfWaitedWakesBeforeItStopsTheKernelForAPageNotUnderWriteback(
      WritebackEnd end, boolean wakes) {
    Policies policies = Policies.of(Kernel.LINUX_5_9).with(WakePolicies.WRITEBACK_END, end);
    Bench old = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT.with(policies));
    Inode inode = old.create("file");
    old.run(() -> new Shell(old).write(inode, 0, Content.fill(1, Folio.SIZE)));
    Folio folio = old.call(() -> new Shell(old).page(inode, 0));
    old.run(() -> folio.testAndSet(PageFlag.WAITERS));
    List<Boolean> waiters =
        Onlooker.sees(
            old,
            () -> folio.is(PageFlag.WAITERS),
            () -> old.get(Writeback.class).end(inode, folio, Errno.OK));
    assertThat(waiters.contains(false)).isEqualTo(wakes);
  }

  private List<Mark> marks() {
    return List.of(Mark.values()).stream().filter(mark -> cache.isSet(file, 0, mark)).toList();
  }
}
