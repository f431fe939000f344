package org.folioscope.vm.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.rmap.Rmap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which reclaim looks at a page, and the reference counts on its way. */
final class ReclaimTest {

  private static final int PIN = Folio.PIN_BIAS;
  private static final ReclaimRequest KSWAPD_ON_A_DIRTY_NODE = new ReclaimRequest(true, true, 2);

  private static final ReclaimRequest AGING = new ReclaimRequest(true, false, 1);

  private Bench bench = Bench.of(new BufferedProvider(), Bench.Options.DEFAULT);
  private Shell shell = new Shell(bench);

  /**
   * The worked numbers: a page in the cache, with buffers, one entry, isolated; then with FOLL_GET
   * and with FOLL_PIN.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 4, 3, true, 2, true",
    "1, 5, 4, false, 3, false",
    "1024, 1028, 1027, false, 1026, false"
  })
  void referenceNumbers(
      int held, int whole, int unmapped, boolean pageoutGoesOn, int released, boolean frozen) {
    Inode file = cleanMappedFile();
    bench.run(() -> {
      Lru lru = bench.get(Lru.class);
      lru.drainAll();
      Folio folio = bench.machine().atomicGet(() -> bench.get(PageCache.class).peek(file, 0));
      take(folio, held);
      assertThat(lru.isolate(folio)).isTrue();
      assertThat(folio.refcount())
          .as("cache, buffers, entry, isolation, and what is held")
          .isEqualTo(whole);
      folio.lock();
      bench.get(Rmap.class).unmapAll(file, folio);
      assertThat(folio.refcount()).as("after try_to_unmap").isEqualTo(unmapped);
      assertThat(folio.refcount() - 1 == 2).as("pageout goes on").isEqualTo(pageoutGoesOn);
      assertThat(folio.maybeDmaPinned()).isEqualTo(held == PIN);
      assertThat(bench.get(BufferHeads.class).tryToFree(folio)).isTrue();
      assertThat(folio.refcount()).as("after buffer release").isEqualTo(released);
      bench
          .machine()
          .atomic(() -> {
            assertThat(folio.freeze(2)).as("freeze expects 2").isEqualTo(frozen);
            if (frozen) {
              folio.unfreeze(2);
            }
          });
      folio.unlock();
      lru.putBack(folio);
      drop(folio, held);
    });
    AtRest.check(bench);
  }

  @Test
  void aCleanPageIsUnmappedThenReleasedThenFrozenThenTakenOut() {
    cleanMappedFile();
    int before = bench.events().size();
    assertThat(bench.<Integer>call(() -> reclaim().reclaim(ReclaimRequest.EVERYTHING)))
        .isEqualTo(1);
    assertThat(order(before)).containsExactly("unmap", "release", "freeze", "free");
    AtRest.check(bench);
  }

  @Test
  void aPinnedPageIsUnmappedAndThenLeftAlone() {
    cleanMappedFile();
    int before = bench.events().size();
    Folio folio = withHeld(PIN, () -> reclaim().reclaim(ReclaimRequest.EVERYTHING));
    assertThat(order(before)).containsExactly("unmap");
    assertThat(folio.is(PageFlag.PRIVATE) && folio.is(PageFlag.ACTIVE)).isTrue();
    AtRest.check(bench);
  }

  @Test
  void theScanOfTheActiveListTakesBuffersFromAPinnedPageIfThereAreTooMany() {
    cleanMappedFile();
    Folio folio =
        withHeld(
            PIN,
            () -> {
              reclaim().reclaim(ReclaimRequest.EVERYTHING);
              reclaim().deactivate(true);
            });
    assertThat(folio.is(PageFlag.PRIVATE) || folio.is(PageFlag.ACTIVE)).isFalse();
    AtRest.check(bench);
  }

  @Test
  void theSameScanLeavesThemIfThereAreNotTooMany() {
    cleanMappedFile();
    Folio folio =
        withHeld(
            PIN,
            () -> {
              reclaim().reclaim(ReclaimRequest.EVERYTHING);
              reclaim().deactivate(false);
            });
    assertThat(folio.is(PageFlag.PRIVATE)).isTrue();
    assertThat(folio.is(PageFlag.ACTIVE)).isFalse();
    AtRest.check(bench);
  }

  @Test
  void agingSparesAPageThatIsUsedThroughItsMappingOnceThenActivatesItAndTakesItWhenUnused() {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.pattern(1, 0, Folio.SIZE));
      shell.fsync(file);
      long address = shell.map(file, 1, true);
      shell.load(address, 1);
      Folio folio = bench.machine().atomicGet(() -> bench.get(PageCache.class).peek(file, 0));
      bench.get(Lru.class).drainAll();
      bench.get(Lru.class).deactivate(folio);
      assertThat(reclaim().reclaim(AGING)).isZero();
      assertThat(folio.is(PageFlag.ACTIVE)).as("spared").isFalse();
      shell.load(address, 1);
      assertThat(reclaim().reclaim(AGING)).isZero();
      assertThat(folio.is(PageFlag.ACTIVE)).as("used twice").isTrue();
      shell.load(address, 1);
      assertThat(reclaim().reclaim(AGING)).as("the scan of the active list forgets").isEqualTo(1);
    });
    AtRest.check(bench);
  }

  @Test
  void anOlderKernelStripsAPinnedPageOfItsBuffersAndThenCannotTakeItOut() {
    on(Kernel.LINUX_5_10);
    cleanMappedFile();
    int before = bench.events().size();
    Folio folio = withHeld(PIN, () -> reclaim().reclaim(ReclaimRequest.EVERYTHING));
    assertThat(order(before)).containsExactly("unmap", "release");
    assertThat(folio.is(PageFlag.PRIVATE) || folio.is(PageFlag.DIRTY)).isFalse();
    assertThat(folio.inode()).as("still in the cache").isPositive();
    AtRest.check(bench);
  }

  @Test
  void pageoutRefusesAPageWithAnExtraReference() {
    on(Kernel.LINUX_5_10);
    Inode file = cleanMappedFile();
    bench.run(() -> shell.write(file, 0, Content.fill(5, 10)));
    int before = bench.events().size();
    Folio folio = withHeld(1, () -> reclaim().reclaim(KSWAPD_ON_A_DIRTY_NODE));
    assertThat(folio.is(PageFlag.DIRTY) && folio.is(PageFlag.PRIVATE)).isTrue();
    assertThat(order(before)).containsExactly("unmap");
    AtRest.check(bench);
  }

  @Test
  void aDirtyPageWaitsForTheFlusher() {
    Inode file = cleanMappedFile();
    bench.run(() -> shell.write(file, 0, Content.fill(5, 10)));
    assertThat(bench.<Integer>call(() -> reclaim().reclaim(ReclaimRequest.EVERYTHING))).isZero();
    Folio folio = page(file);
    assertThat(folio.is(PageFlag.DIRTY) && folio.is(PageFlag.RECLAIM) && folio.is(PageFlag.ACTIVE))
        .isTrue();
    bench.run(() -> shell.fsync(file));
    assertThat(bench.<Integer>call(() -> reclaim().reclaim(ReclaimRequest.EVERYTHING)))
        .isEqualTo(1);
  }

  @Test
  void aPageThatThePassActivatesIsNotLookedAtAgain() {
    Inode file = cleanMappedFile();
    bench.run(() -> shell.write(file, 0, Content.fill(5, 10)));
    int before = bench.events(LruEvent.FolioUnlisted.class).size();
    bench.run(() -> reclaim().reclaim(ReclaimRequest.EVERYTHING));
    assertThat(page(file).is(PageFlag.ACTIVE)).isTrue();
    assertThat(bench.events(LruEvent.FolioUnlisted.class)).hasSize(before + 1);
  }

  /**
   * Whoever dirties the page, under a page-table lock, and lets go of it between the two looks must
   * be seen by the second one.
   */
  @Test
  void theCountIsFrozenBeforePgDirtyIsLookedAt() {
    boolean lost = false;
    for (int turns = 0; turns < 60; turns++) {
      bench = Bench.of(new BufferedProvider(), Bench.Options.DEFAULT);
      shell = new Shell(bench);
      Folio folio = page(cleanMappedFile());
      bench.run(() -> take(folio, 1));
      int after = turns;
      bench.scheduleBy(() -> new SwitchAfter(after));
      bench.run(
          () -> reclaim().reclaim(ReclaimRequest.EVERYTHING),
          () -> {
            bench.machine().atomic(() -> bench.get(Dirtying.class).markDirty(folio));
            folio.put();
          });
      lost |= folio.inode() == 0;
    }
    assertThat(lost).as("a page dirtied through a reference was freed").isFalse();
  }

  @Test
  void pagingAFileOutLeavesAloneWhatTookThePlaceOfItsPages() {
    for (int turns = 0; turns < 40; turns++) {
      bench = Bench.of(new BufferedProvider(), Bench.Options.DEFAULT);
      shell = new Shell(bench);
      Inode file = bench.create("file");
      Inode other = bench.create("other");
      bench.run(() -> {
        shell.write(file, 0, Content.fill(1, 3 * Folio.SIZE));
        shell.fsync(file);
      });
      int after = turns;
      bench.scheduleBy(() -> new SwitchAfter(after));
      bench.run(
          () -> reclaim().pageOut(file, 0, 2),
          () -> {
            reclaim().dropCache(file);
            shell.write(other, 0, Content.fill(2, 3 * Folio.SIZE));
            bench.get(Lru.class).drainAll();
          });
      bench.run(() -> {
        Folio page = shell.page(other, 0);
        assertThat(page.is(PageFlag.RECLAIM) || page.is(PageFlag.ACTIVE))
            .as("after %d turns", after)
            .isFalse();
        page.put();
      });
    }
  }

  private Reclaim reclaim() {
    return bench.get(Reclaim.class);
  }

  private void on(Kernel kernel) {
    bench = Bench.of(new BufferedProvider(), Bench.Options.DEFAULT.with(Policies.of(kernel)));
    shell = new Shell(bench);
  }

  /**
   * A file of one page: cached, clean, with buffers, mapped once by a read-only entry, on the
   * inactive list.
   */
  private Inode cleanMappedFile() {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.pattern(1, 0, Folio.SIZE));
      shell.fsync(file);
      shell.load(shell.map(file, 1, true), 1);
      bench.get(Lru.class).drainAll();
    });
    assertThat(page(file).refcount()).as("cache, buffers, entry").isEqualTo(3);
    return file;
  }

  private Folio page(Inode file) {
    List<Folio> found = new ArrayList<>();
    bench.run(() -> {
      found.add(shell.page(file, 0));
      found.getFirst().put();
    });
    return found.getFirst();
  }

  private Folio withHeld(int references, Runnable body) {
    Folio folio = page(bench.call(() -> bench.filesystem().namespace().lookup("file").get()));
    bench.run(() -> {
      take(folio, references);
      body.run();
      drop(folio, references);
    });
    return folio;
  }

  private void take(Folio folio, int references) {
    if (references > 0) {
      bench.machine().atomic(() -> folio.takeReferences(references));
    }
  }

  private static void drop(Folio folio, int references) {
    if (references > 0) {
      folio.dropReferences(references);
    }
  }

  private List<String> order(int before) {
    List<String> order = new ArrayList<>();
    List<Event> events = bench.events();
    for (Event event : events.subList(before, events.size())) {
      switch (event) {
        case MmEvent.PteCleared _ -> order.add("unmap");
        case BufferEvent.BuffersFreed _ -> order.add("release");
        case FolioEvent.ReferencesFrozen _ -> order.add("freeze");
        case FolioEvent.FolioFreed _ -> order.add("free");
        default -> {}
      }
    }
    return order;
  }
}
