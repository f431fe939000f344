package org.folioscope.gup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What get_user_pages gives, by which path, and what it leaves behind. */
class GetUserPagesTest {

  private static final Content BYTE = Content.fill(9, 1);

  private static int weight(GupPolicies.Hold hold) {
    return hold == GupPolicies.Hold.FOLL_PIN ? 1024 : 1;
  }

  private static long readLocks(Memory memory) {
    return memory.bench.events(LockEvent.ReadLockAcquired.class).stream()
        .filter(lock -> lock.lock().equals("mmap_lock"))
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void aHoldIsWorthOneReferenceOrAPinOf1024(GupPolicies.Hold hold) {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      Folio page = memory.take(address, 1, hold).get().getFirst();
      int held = memory.references(page);
      Folio again = memory.take(address, 1, hold).get().getFirst();
      assertThat(again).isSameAs(page);
      assertThat(memory.references(page)).isEqualTo(held + weight(hold));
      memory.gup.release(page, hold);
      memory.gup.release(page, hold);
      assertThat(memory.references(page)).isEqualTo(held - weight(hold));
    });
    assertThat(memory.bench.events(GupEvent.PageHeld.class))
        .hasSize(2)
        .allMatch(event -> event.pinned() == (hold == GupPolicies.Hold.FOLL_PIN));
    assertThat(memory.bench.space().values())
        .doesNotContainKeys("gup.pins[0]", "gup.references[0]");
  }

  @Test
  void onlyPinsCanBeToldFromOtherReferences() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      Folio page = memory.take(address, 1, GupPolicies.Hold.FOLL_GET).get().getFirst();
      assertThat(memory.bench.machine().atomicGet(page::maybeDmaPinned)).isFalse();
      memory.take(address, 1, GupPolicies.Hold.FOLL_PIN);
      assertThat(memory.bench.machine().atomicGet(page::maybeDmaPinned)).isTrue();
    });
  }

  @Test
  void aPageThatIsMappedAsWantedIsHadWithoutLocks() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      long before = readLocks(memory);
      memory.take(address, 1, GupPolicies.Hold.FOLL_PIN);
      assertThat(readLocks(memory)).isEqualTo(before);
    });
  }

  @Test
  void aPageThatIsNotMappedYetIsFaultedInUnderTheLock() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.take(address, 1, GupPolicies.Hold.FOLL_PIN);
      assertThat(readLocks(memory)).isEqualTo(1);
    });
  }

  @Test
  void aPageOfAFileIsDirtyWhenItIsHeldForWriting() {
    Memory memory = new Memory();
    Inode file = memory.file(1);
    memory.bench.run(() -> {
      long address = memory.shell.map(file, 1, true);
      memory.shell.load(address, 1);
      Folio page = memory.shell.page(file, 0);
      assertThat(memory.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY))).isFalse();
      assertThat(memory.take(address, 1, GupPolicies.Hold.FOLL_PIN).get()).containsExactly(page);
      assertThat(memory.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY))).isTrue();
    });
  }

  @Test
  void aPageHeldForReadingStaysClean() {
    Memory memory = new Memory();
    Inode file = memory.file(1);
    memory.bench.run(() -> {
      long address = memory.shell.map(file, 1, true);
      GupRequest request =
          new GupRequest(memory.shell.mm(), address, 1, false, GupPolicies.Hold.FOLL_PIN, false);
      Folio page = memory.gup.take(request).get().getFirst();
      assertThat(memory.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY))).isFalse();
    });
  }

  @Test
  void memoryThatIsNotThereIsEfault() {
    Memory memory = new Memory();
    memory.bench.run(() ->
        assertThat(memory.take(0x10_0000, 1, GupPolicies.Hold.FOLL_PIN).getLeft())
            .isEqualTo(Errno.EFAULT));
    assertThat(memory.bench.events(GupEvent.PageHeld.class)).isEmpty();
  }

  @Test
  void whatWasHadBeforeAnErrorCounts() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(2);
      Either<Errno, List<Folio>> taken = memory.take(address, 5, GupPolicies.Hold.FOLL_PIN);
      assertThat(taken.get()).hasSize(2).doesNotHaveDuplicates();
    });
  }

  @Test
  void anAddressInsideAPageMeansThatPage() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      Folio page = memory.take(address + 100, 1, GupPolicies.Hold.FOLL_GET).get().getFirst();
      assertThat(memory.take(address, 1, GupPolicies.Hold.FOLL_GET).get()).containsExactly(page);
    });
  }

  @Test
  void anEntryThatChangesDuringTheGrabUndoesIt() {
    List<String> endings = new ArrayList<>();
    for (int turns = 0; turns < 12; turns++) {
      Memory memory = new Memory();
      long[] address = new long[1];
      memory.bench.run(() -> {
        address[0] = memory.shell.map(1);
        memory.shell.store(address[0], BYTE);
      });
      int before = memory.bench.events().size();
      Deviation unmapAfter = new Deviation(turns == 0 ? -1 : 0, turns, 1);
      memory.bench.scheduleBy(() -> new Recorded(new Schedule(List.of(unmapAfter))));
      boolean[] got = new boolean[1];
      memory.bench.run(
          () -> got[0] = memory.take(address[0], 1, GupPolicies.Hold.FOLL_PIN).isRight(),
          () -> memory.shell.unmap(address[0]));
      int held = memory.bench.events(GupEvent.PageHeld.class).size();
      int released = memory.bench.events(GupEvent.PageReleased.class).size();
      assertThat(held - released).isEqualTo(got[0] ? 1 : 0);
      assertThat(memory.bench.events().size()).isGreaterThan(before);
      endings.add(got[0] ? "held" : held == 0 ? "never" : "undone");
    }
    assertThat(endings.subList(0, 4)).containsExactly("never", "undone", "undone", "held");
    assertThat(endings.subList(3, 12)).containsOnly("held");
  }

  @Test
  void aHeldPageOutlivesItsMapping() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      Folio page = memory.take(address, 1, GupPolicies.Hold.FOLL_GET).get().getFirst();
      memory.bench.get(Lru.class).drainAll();
      memory.shell.unmap(address);
      assertThat(memory.references(page)).isEqualTo(1);
      memory.gup.release(page, GupPolicies.Hold.FOLL_GET);
      assertThat(memory.references(page)).isZero();
    });
  }

  @Test
  void longTermWritesToFilesAreRefusedFromLinux65On() {
    assertThat(longTermOnFile(Kernel.LINUX_6_1).isRight()).isTrue();
    assertThat(longTermOnFile(Kernel.LINUX_6_12).getLeft()).isEqualTo(Errno.EFAULT);
  }

  private static Either<Errno, List<Folio>> longTermOnFile(Kernel kernel) {
    Memory memory = new Memory(kernel);
    Inode file = memory.file(1);
    return memory.bench.call(() -> {
      long address = memory.shell.map(file, 1, true);
      memory.shell.store(address, BYTE);
      return memory.gup.take(
          new GupRequest(memory.shell.mm(), address, 1, true, GupPolicies.Hold.FOLL_PIN, true));
    });
  }

  @Test
  void longTermPinsOfAnonymousMemoryAreAlwaysGranted() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      GupRequest request =
          new GupRequest(memory.shell.mm(), address, 1, true, GupPolicies.Hold.FOLL_PIN, true);
      assertThat(memory.gup.take(request).isRight()).isTrue();
      assertThat(memory.gup.take(request).isRight()).as("the fast path").isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_6_1", "LINUX_6_12"})
  void longTermPinsOfFilesInMemoryAreAlwaysGranted(Kernel kernel) {
    for (boolean huge : List.of(false, true)) {
      Memory memory = new Memory(kernel);
      Inode file = memory.fileInMemory(huge);
      memory.bench.run(() -> {
        long address = memory.shell.map(file, 1, true);
        GupRequest request =
            new GupRequest(memory.shell.mm(), address, 1, true, GupPolicies.Hold.FOLL_PIN, true);
        List<Folio> slow = memory.gup.take(request).get();
        long locks = readLocks(memory);
        assertThat(memory.gup.take(request).get()).as("the fast path").isEqualTo(slow);
        assertThat(readLocks(memory)).isEqualTo(locks);
      });
    }
  }

  @Test
  void aPinnedPageOfAFileInMemoryOutlivesReclaim() {
    for (GupPolicies.Hold hold : GupPolicies.Hold.values()) {
      Memory memory = new Memory(Kernel.LINUX_4_15);
      Inode file = memory.fileInMemory(false);
      memory.bench.run(() -> {
        long address = memory.shell.map(file, 1, true);
        memory.shell.load(address, 1);
        Folio page = memory.take(address, 1, hold).get().getFirst();
        assertThat(memory.bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)).isZero();
        memory.bench.machine().atomic(() -> page.store(0, BYTE));
        memory.gup.releaseDirty(page, hold);
        assertThat(memory.bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)).isZero();
        assertThat(memory.shell.read(file, 0, 1)).isEqualTo(BYTE);
      });
    }
  }

  @Test
  void directIoHoldsPagesAsItsKernelDoes() {
    for (Kernel kernel : List.of(Kernel.LINUX_4_15, Kernel.LINUX_6_1, Kernel.DEBIAN_6_1)) {
      assertThat(heldByDirectIo(kernel)).isEqualTo(1);
    }
    assertThat(heldByDirectIo(Kernel.LINUX_6_12)).isEqualTo(1024);
    assertThat(heldByDirectIo(Kernel.DEBIAN_6_12)).isEqualTo(1024);
  }

  private static int heldByDirectIo(Kernel kernel) {
    Memory memory = new Memory(kernel);
    DirectIoPages pages = memory.bench.get(DirectIoPages.class);
    return memory.bench.call(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      Folio page = pages.take(memory.shell.mm(), address, 1, true).get().getFirst();
      int held = memory.references(page);
      pages.release(page);
      return held - memory.references(page);
    });
  }
}
