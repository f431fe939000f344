package org.folioscope.vm.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.time.TimeEvent;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.bdi.BdiEvent;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.contract.WritebackSlice;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vfs.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flusher by itself: what it writes when, and who waits for whom. */
final class FlusherThreadTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int PERIODS = 2;
  private static final int SLICE = 5;

  private final Bench bench =
      Bench.of(
          new TrivialProvider(),
          Bench.Options.DEFAULT.with(binder ->
              binder
                  .bind(WritebackOptions.class)
                  .toInstance(new WritebackOptions(true, PERIODS, SLICE))));
  private final Shell shell = new Shell(bench);
  private final Timers timers = bench.get(Timers.class);
  private final DirtyInodes dirty = bench.get(DirtyInodes.class);
  private final FlusherThread thread = bench.get(FlusherThread.class);
  private final Flusher flusher = bench.get(Flusher.class);
  private final Inode first = bench.create("first");
  private final Inode second = bench.create("second");

  @Test
  void filesAreWrittenInTheOrderInWhichTheyBecameDirty() {
    bench.run(() -> {
      dirty(second, 1);
      dirty(first, 2);
      dirty(second, 3); // is dirty already: stays the older one
      assertThat(thread.background()).isEqualTo(5);
    });
    assertThat(written()).containsExactly(second, first);
    assertThat(List.of(first.pagesDirty(), second.pagesDirty())).containsOnly(false);
    AtRest.check(bench);
  }

  @Test
  void whatIsCleanHasNoAgeAndWhatBecomesDirtyAgainBeginsAnew() {
    bench.run(() -> {
      dirty(first, 1);
      dirty(second, 1);
      flusher.writeInode(first);
      flusher.awaitRange(first, 0, 0);
      dirty(first, 1);
      thread.background();
    });
    assertThat(written()).containsExactly(first, second, first);
  }

  @Test
  void atThirtySecondsAFileIsOldAndOnlyThen() {
    bench.run(() -> {
      dirty(first, 1);
      timers.sleep(10 * SECOND);
      dirty(second, 1);
      assertThat(thread.periodic()).isEqualTo(2);
    });
    assertThat(bench.events(BdiEvent.OwnWorkBegan.class)).as("wake-ups").hasSize(PERIODS);
    assertThat(written()).containsExactly(first, second);
    assertThat(wroteAt()).containsExactly(30 * SECOND, 40 * SECOND);
  }

  @Test
  void itWakesUpEveryFiveSecondsFromItsBeginning() {
    bench.run(() -> {
      dirty(first, 1);
      timers.sleep(SECOND);
      thread.periodic();
    });
    assertThat(wroteAt()).containsExactly(31 * SECOND);
  }

  @Test
  void withNothingDirtyItWritesNothing() {
    bench.run(() -> assertThat(thread.periodic()).isZero());
    assertThat(written()).isEmpty();
  }

  @Test
  void aPassStopsWhenItsSliceIsUsedUp() {
    bench.run(() -> {
      dirty(first, 3);
      WritebackSlice slice = new WritebackSlice(2);
      bench.filesystem().mappings().writepages(first, WritebackControl.cyclic(slice));
      assertThat(slice.written()).isEqualTo(2);
      PageCache cache = bench.get(PageCache.class);
      assertThat(cache.isSet(first, 1, Mark.DIRTY)).isFalse();
      assertThat(cache.isSet(first, 2, Mark.DIRTY)).isTrue();
    });
    AtRest.check(bench);
  }

  @Test
  void aLargeFileLetsTheOthersHaveATurnWhenItsSliceIsUsedUp() {
    bench.run(() -> {
      dirty(first, SLICE + 1);
      dirty(second, 1);
      assertThat(thread.background()).isEqualTo(SLICE + 2);
    });
    assertThat(written()).containsExactly(first, second, first);
  }

  @Test
  void aFileThatSomebodyElseWritesIsPutOffAndWaitedForAtTheEnd() {
    bench.run(() -> {
      dirty(first, 1);
      dirty(second, 1);
      begin(first, 1);
    });
    bench.run(thread::background, () -> end(first));
    assertThat(syncs())
        .containsExactly(
            new BdiEvent.SyncBegan(first.number(), 1),
            new BdiEvent.SyncBegan(second.number(), 0),
            new BdiEvent.SyncEnded(second.number()),
            new BdiEvent.SyncEnded(first.number()),
            new BdiEvent.SyncBegan(first.number(), 0),
            new BdiEvent.SyncEnded(first.number()));
  }

  @Test
  void aSinglePassIsContentThatSomebodyElseWritesTheFile() {
    bench.run(() -> {
      dirty(first, 1);
      begin(first, 1);
      assertThat(flusher.writeInode(first)).isEqualTo(Errno.OK);
      assertThat(first.pagesDirty()).isTrue();
      end(first);
      flusher.writeInode(first);
      assertThat(first.pagesDirty()).isFalse();
    });
  }

  @Test
  void syncWaitsUntilNobodyElseWritesTheFile() {
    bench.run(() -> {
      dirty(first, 1);
      begin(first, 1);
    });
    bench.run(() -> flusher.syncFilesystem(List.of(first)), () -> end(first));
    assertThat(syncs())
        .containsExactly(
            new BdiEvent.SyncBegan(first.number(), 1),
            new BdiEvent.SyncEnded(first.number()),
            new BdiEvent.SyncBegan(first.number(), 0),
            new BdiEvent.SyncEnded(first.number()));
    assertThat(first.pagesDirty()).isFalse();
    AtRest.check(bench);
  }

  @Test
  void itGivesWayToWorkThatIsQueued() {
    bench.run(() -> {
      dirty(first, 1);
      begin(first, 1);
    });
    bench.run(
        () -> assertThat(thread.background()).isZero(),
        () -> {
          bench
              .machine()
              .atomic(() -> {
                dirty.endSync(first);
                dirty.queueWork(1);
              });
          flusher.syncFilesystem(List.of(first));
        });
    assertThat(syncs()).contains(new BdiEvent.SyncBegan(first.number(), 1));
    assertThat(syncs()).doesNotContain(new BdiEvent.SyncBegan(first.number(), 0));
    AtRest.check(bench);
  }

  @Test
  void itIsOneThreadThatDoesOneWorkAtATime() {
    bench.scheduleBy(RoundRobin::new);
    bench.run(
        () -> {
          dirty(first, 2);
          thread.background();
        },
        () -> {
          dirty(second, 2);
          thread.background();
        },
        () -> flusher.syncFilesystem(List.of(first, second)));
    assertThat(
            bench.events(BdiEvent.class).stream()
                .filter(it ->
                    it instanceof BdiEvent.OwnWorkBegan
                        || it instanceof BdiEvent.QueuedWorkBegan
                        || it instanceof BdiEvent.WorkEnded)
                .map(it -> it instanceof BdiEvent.WorkEnded))
        .containsExactly(false, true, false, true, false, true);
  }

  @Test
  void aFileWhosePageWasPassedOverStaysDirtyAndAsOldAsItIs() {
    Writeback writeback = bench.get(Writeback.class);
    bench.run(() -> {
      dirty(first, 1);
      Folio folio = shell.page(first, 0);
      folio.lock();
      writeback.clearDirtyForIo(first, folio);
      writeback.start(first, folio);
      folio.unlock();
      dirty(first, 1);
      assertThat(thread.background()).isZero();
      assertThat(first.pagesDirty()).isTrue();
      writeback.end(first, folio, Errno.OK);
      folio.put();
      timers.sleep(SECOND);
      assertThat(thread.periodic()).isEqualTo(1);
    });
    assertThat(wroteAt()).containsExactly(0L, 31 * SECOND);
    AtRest.check(bench);
  }

  @Test
  void aFileThatIsBeingWrittenIsNotTakenApartUntilThatIsOver() {
    bench.run(() -> {
      dirty(first, 1);
      begin(first, 1);
    });
    bench.run(() -> bench.get(Names.class).unlink("first", _ -> false), () -> end(first));
    assertThat(
            bench.events().stream()
                .filter(it ->
                    it instanceof InodeEvent.EvictionBegan
                        || it instanceof BdiEvent.SyncEnded
                        || it instanceof InodeEvent.InodeEvicted)
                .map(Event::getClass)
                .map(Class::getSimpleName))
        .containsExactly("EvictionBegan", "SyncEnded", "InodeEvicted");
    bench.run(() -> assertThat(thread.background()).isZero());
    AtRest.check(bench);
  }

  @Test
  void whereTheFlusherDoesNotRunByItselfNothingIsTracked() {
    Bench plain = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
    Inode file = plain.create("file");
    plain.run(() -> {
      new Shell(plain).write(file, 0, Content.fill(1, Folio.SIZE));
      plain.get(Flusher.class).writeInode(file);
      plain.get(Flusher.class).syncFilesystem(List.of(file));
      plain.get(Names.class).unlink("file", _ -> false);
    });
    assertThat(plain.events(BdiEvent.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void syncfsStartsEveryFileBeforeItWaitsForOne(boolean tracked) {
    Bench disk =
        Bench.of(
            new TrivialProvider(),
            Bench.Options.DEFAULT.with(binder ->
                binder
                    .bind(WritebackOptions.class)
                    .toInstance(new WritebackOptions(tracked, PERIODS, SLICE))));
    Inode busy = disk.create("busy");
    Inode other = disk.create("other");
    Writeback writeback = disk.get(Writeback.class);
    Folio page = disk.call(() -> beginsWriting(disk, busy));
    disk.run(() -> new Shell(disk).write(other, 0, Content.fill(1, Folio.SIZE)));
    disk.run(
        () -> disk.get(Flusher.class).syncfs(List.of(busy, other)),
        () -> {
          disk.machine().await(new Started(disk.get(PageCache.class), other));
          writeback.end(busy, page, Errno.OK);
        });
    disk.run(page::put);
    AtRest.check(disk);
  }

  /** A page that is under writeback and dirty again. */
  private static Folio beginsWriting(Bench disk, Inode file) {
    Shell on = new Shell(disk);
    on.write(file, 0, Content.fill(1, Folio.SIZE));
    Folio page = on.page(file, 0);
    page.lock();
    disk.get(Writeback.class).clearDirtyForIo(file, page);
    disk.get(Writeback.class).start(file, page);
    page.unlock();
    on.write(file, 0, Content.fill(2, Folio.SIZE));
    return page;
  }

  /** Until somebody has begun to write a file. */
  private record Started(PageCache cache, Inode file) implements Wait {
    @Override
    public boolean ready() {
      return !cache.isSet(file, 0, Mark.DIRTY);
    }

    @Override
    public String what() {
      return "writeback of " + file;
    }
  }

  private void dirty(Inode file, int pages) {
    shell.write(file, 0, Content.fill(1, pages * Folio.SIZE));
  }

  private void begin(Inode file, int task) {
    bench.machine().atomic(() -> dirty.beginSync(file, task));
  }

  private void end(Inode file) {
    bench.machine().atomic(() -> dirty.endSync(file));
  }

  /** The files in the order in which somebody began to write them. */
  private List<Inode> written() {
    return bench.events(BdiEvent.SyncBegan.class).stream()
        .map(it -> it.inode() == first.number() ? first : second)
        .toList();
  }

  private List<BdiEvent> syncs() {
    return bench.events(BdiEvent.class).stream()
        .filter(it -> it instanceof BdiEvent.SyncBegan || it instanceof BdiEvent.SyncEnded)
        .toList();
  }

  /** The virtual times at which somebody began to write a file. */
  private List<Long> wroteAt() {
    long[] now = new long[1];
    return bench.events().stream()
        .peek(it -> {
          if (it instanceof TimeEvent.TimerFired fired) {
            now[0] = fired.deadline();
          }
        })
        .filter(it -> it instanceof BdiEvent.SyncBegan)
        .map(_ -> now[0])
        .toList();
  }
}
