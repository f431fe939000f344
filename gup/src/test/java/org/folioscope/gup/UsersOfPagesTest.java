package org.folioscope.gup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.junit.jupiter.api.Test;

/**
 * process_vm_writev, registered memory and reads from a server: what they return, store and let go.
 */
class UsersOfPagesTest {

  @Test
  void processVmWritevCopiesFromOneAddressToAnother() {
    Memory memory = new Memory();
    ProcessVm processVm = memory.bench.get(ProcessVm.class);
    memory.bench.run(() -> {
      long from = memory.shell.map(2);
      long to = memory.shell.map(2);
      Content content = Content.pattern(3, 0, 5000);
      memory.shell.store(from + 10, content);
      long copied = processVm.write(memory.shell.mm(), from + 10, memory.shell.mm(), to + 20, 5000);
      assertThat(copied).isEqualTo(5000);
      assertThat(memory.shell.load(to + 20, 5000)).isEqualTo(content);
    });
    assertThat(memory.bench.events(GupEvent.PageReleased.class))
        .hasSameSizeAs(memory.bench.events(GupEvent.PageHeld.class));
  }

  /**
   * The copy of a later page may sleep; whoever writes the first one back meanwhile sees its pin.
   */
  @Test
  void processVmWritevHoldsEveryPageUntilAllAreCopied() {
    for (Kernel kernel : List.of(Kernel.LINUX_4_15, Kernel.LINUX_6_12)) {
      Memory memory = new Memory(kernel);
      ProcessVm processVm = memory.bench.get(ProcessVm.class);
      memory.bench.run(() -> {
        long from = memory.shell.map(2);
        long to = memory.shell.map(2);
        memory.shell.store(from, Content.fill(3, 2 * Folio.SIZE));
        memory.bench.machine().observe((number, task, event) -> memory.note(event));
        processVm.write(memory.shell.mm(), from, memory.shell.mm(), to, 2 * Folio.SIZE);
      });
      assertThat(memory.notes())
          .as(kernel.toString())
          .containsExactly("held", "held", "stored", "stored", "let go", "let go");
    }
  }

  /** Even the page for which there was nothing to copy. */
  @Test
  void processVmWritevWithReferencesDirtiesThePageWhoseTurnItWas() {
    Memory memory = new Memory(Kernel.LINUX_4_15);
    ProcessVm processVm = memory.bench.get(ProcessVm.class);
    Inode file = memory.file(2);
    memory.bench.run(() -> {
      long to = memory.shell.map(file, 2, true);
      memory.shell.store(to, Content.fill(1, 1));
      memory.shell.store(to + Folio.SIZE, Content.fill(1, 1));
      memory.shell.fsync(file);
      var mm = memory.shell.mm();
      assertThat(processVm.write(mm, 64, mm, to, 2 * Folio.SIZE)).isEqualTo(Errno.EFAULT.result());
      assertThat(memory.isDirty(file, 0)).isTrue();
    });
  }

  @Test
  void processVmWritevSaysHowFarItCame() {
    Memory memory = new Memory();
    ProcessVm processVm = memory.bench.get(ProcessVm.class);
    memory.bench.run(() -> {
      long from = memory.shell.map(3);
      long to = memory.shell.map(1);
      var mm = memory.shell.mm();
      assertThat(processVm.write(mm, from, mm, to, 3 * 4096)).isEqualTo(4096);
      assertThat(processVm.write(mm, 64, mm, to, 10)).isEqualTo(Errno.EFAULT.result());
      assertThat(processVm.write(mm, from, mm, 64, 10)).isEqualTo(Errno.EFAULT.result());
    });
    assertThat(memory.bench.events(GupEvent.PageReleased.class))
        .hasSameSizeAs(memory.bench.events(GupEvent.PageHeld.class));
  }

  @Test
  void aRegistrationHoldsItsPagesUntilItEnds() {
    Memory memory = new Memory(Kernel.LINUX_6_1);
    RegisteredMemory device = memory.bench.get(RegisteredMemory.class);
    Inode file = memory.file(2);
    memory.bench.run(() -> {
      long address = memory.shell.map(file, 2, true);
      long registration =
          device.register(memory.shell.mm(), address, 2 * Folio.SIZE, true, LeaseUse.DEAF);
      assertThat(registration).isEqualTo(1);
      Folio page = memory.shell.page(file, 0);
      int held = memory.references(page);
      memory.shell.fsync(file);
      assertThat(device.deviceStores(registration, 4090, Content.fill(5, 12))).isEqualTo(Errno.OK);
      assertThat(memory.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY)))
          .as("the kernel does not know of the store")
          .isFalse();
      assertThat(device.deregister(registration)).isEqualTo(Errno.OK);
      assertThat(memory.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY))).isTrue();
      assertThat(memory.references(page)).isEqualTo(held - 1024);
      assertThat(memory.shell.read(file, 4090, 12)).isEqualTo(Content.fill(5, 12));
    });
  }

  @Test
  void whatIsNotRegisteredCannotBeUsed() {
    Memory memory = new Memory(Kernel.LINUX_6_1);
    RegisteredMemory device = memory.bench.get(RegisteredMemory.class);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      long registration = device.register(memory.shell.mm(), address, 100, true, LeaseUse.DEAF);
      assertThat(device.deviceStores(registration, 50, Content.fill(1, 51)))
          .isEqualTo(Errno.EINVAL);
      assertThat(device.deviceStores(registration + 1, 0, Content.fill(1, 1)))
          .isEqualTo(Errno.EINVAL);
      assertThat(device.deregister(registration)).isEqualTo(Errno.OK);
      assertThat(device.deregister(registration)).isEqualTo(Errno.EINVAL);
    });
  }

  @Test
  void aRegistrationThatGetsOnlyAPartOfItsPagesLetsThemGo() {
    Memory memory = new Memory(Kernel.LINUX_6_1);
    RegisteredMemory device = memory.bench.get(RegisteredMemory.class);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      assertThat(device.register(memory.shell.mm(), address, 2 * Folio.SIZE, true, LeaseUse.DEAF))
          .isEqualTo(Errno.EFAULT.result());
    });
    assertThat(memory.bench.events(GupEvent.PageHeld.class)).hasSize(1);
    assertThat(memory.bench.events(GupEvent.PageReleased.class)).hasSize(1);
  }

  @Test
  void aReadFromAServerHoldsItsPagesUntilTheAnswer() {
    Memory memory = new Memory(Kernel.LINUX_6_12);
    NetworkRead network = memory.bench.get(NetworkRead.class);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      memory.shell.store(address, Content.fill(1, 8));
      long read = network.start(memory.shell.mm(), address + 512, 1024);
      assertThat(read).isEqualTo(1);
      assertThat(network.answer(read, Content.fill(7, 4096)))
          .as("what was asked for")
          .isEqualTo(1024);
      assertThat(memory.shell.load(address + 512, 1024)).isEqualTo(Content.fill(7, 1024));
      assertThat(network.answer(read, Content.fill(8, 8)))
          .as("once")
          .isEqualTo(Errno.EINVAL.result());
      assertThat(network.start(memory.shell.mm(), 64, 8)).isEqualTo(Errno.EFAULT.result());
    });
    assertThat(memory.bench.events(GupEvent.PageHeld.class))
        .as("plain references")
        .noneMatch(GupEvent.PageHeld::pinned);
    assertThat(memory.bench.events(GupEvent.PageReleased.class))
        .hasSameSizeAs(memory.bench.events(GupEvent.PageHeld.class));
  }

  @Test
  void readsUnderWayHaveNumbersOfTheirOwn() {
    Memory memory = new Memory(Kernel.LINUX_6_12);
    NetworkRead network = memory.bench.get(NetworkRead.class);
    memory.bench.run(() -> {
      long address = memory.shell.map(1);
      assertThat(network.start(memory.shell.mm(), address, 8)).isEqualTo(1);
      assertThat(network.start(memory.shell.mm(), address + 8, 8)).isEqualTo(2);
      assertThat(network.answer(1, Content.fill(1, 8))).isEqualTo(8);
      assertThat(network.answer(2, Content.fill(2, 8))).isEqualTo(8);
      assertThat(memory.shell.load(address + 8, 8)).isEqualTo(Content.fill(2, 8));
    });
  }
}
