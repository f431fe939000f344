package org.folioscope.gup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mmap.Fork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins of anonymous pages that a child may have too. */
class SharedAnonymousPagesTest {

  private static final Content BYTE = Content.fill(9, 1);

  private static Folio pinToRead(Memory memory, long address) {
    GupRequest request =
        GupRequest.shortTerm(memory.shell.mm(), address, 1, false, GupPolicies.Hold.FOLL_PIN);
    return memory.gup.take(request).get().getFirst();
  }

  private static void fork(Memory memory) {
    memory.bench.get(Fork.class).copy(memory.shell.mm(), memory.bench.get(Mms.class).of(7));
  }

  /** The page that an entry points to. */
  private static int mapped(Memory memory, int mm, long address) {
    Mms spaces = memory.bench.get(Mms.class);
    return memory
        .bench
        .machine()
        .atomicGet(() -> Objects.requireNonNull(spaces.of(mm).pte(address / Folio.SIZE)).folio());
  }

  @ParameterizedTest
  @CsvSource({"LINUX_5_15, false", "LINUX_6_12, true"})
  void aPinForReadingGetsAPageOfItsOwnFirst(Kernel kernel, boolean unshared) {
    Memory memory = new Memory(kernel);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      fork(memory);
      Folio page = pinToRead(memory, address);
      assertThat(page.frame() != mapped(memory, 7, address)).isEqualTo(unshared);
      memory.shell.store(address, Content.fill(5, 1));
      assertThat(page.frame() == mapped(memory, memory.shell.mm().number(), address))
          .as("a later store is seen through the pin")
          .isEqualTo(unshared);
    });
  }

  @ParameterizedTest
  @CsvSource({"LINUX_4_15, false", "LINUX_5_9, true", "LINUX_6_12, true"})
  void theChildOfAProcessWithAPinnedPageGetsACopy(Kernel kernel, boolean copied) {
    Memory memory = new Memory(kernel);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      List<Folio> pinned = memory.take(address, 1, GupPolicies.Hold.FOLL_PIN).get();
      fork(memory);
      memory.shell.store(address, Content.fill(5, 1));
      int now = mapped(memory, memory.shell.mm().number(), address);
      assertThat(now == pinned.getFirst().frame())
          .as("device and process go on with the same page")
          .isEqualTo(copied);
    });
  }

  @Test
  void referencesOfAPageAreThoseOfItsEntriesAndHolders() {
    Memory memory = new Memory();
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, BYTE);
      Folio page = memory.take(address, 1, GupPolicies.Hold.FOLL_GET).get().getFirst();
      int before = memory.references(page);
      fork(memory);
      assertThat(memory.references(page)).as("one for the child's entry").isEqualTo(before + 1);
      assertThat(memory.bench.machine().atomicGet(page::mapcount)).isEqualTo(2);
    });
  }
}
