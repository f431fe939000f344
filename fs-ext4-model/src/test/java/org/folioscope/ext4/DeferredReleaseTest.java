package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.pin.DeferredRelease;
import org.folioscope.vm.pin.PinPolicies;
import org.junit.jupiter.api.Test;

/** Buffers that stay while somebody refers to their page, and go when the last one lets go. */
class DeferredReleaseTest {

  private final Disk disk =
      new Disk(
          Policies.of(Kernel.LINUX_4_15)
              .with(PinPolicies.RELEASE_REFERENCED, PinPolicies.ReleaseReferenced.REFUSE),
          10);
  private final Inode file = disk.file("file", 1);

  @Test
  void buffersOfAPageThatIsHeldStayUntilItIsLetGo() {
    Folio page = heldPageWithBuffers();
    disk.bench.run(() -> assertThat(disk.shell.dropCache(file)).as("pages that stay").isOne());
    assertThat(hasBuffers(page)).as("while it is held").isTrue();
    disk.bench.run(() -> letGo(page));
    assertThat(hasBuffers(page)).as("when nobody holds it any more").isFalse();
  }

  @Test
  void aPageThatIsStillHeldByAnotherKeepsThem() {
    Folio page = heldPageWithBuffers();
    disk.bench.run(() -> disk.bench.machine().atomic(page::get));
    disk.bench.run(() -> disk.shell.dropCache(file));
    disk.bench.run(() -> letGo(page));
    assertThat(hasBuffers(page)).as("one is left").isTrue();
    disk.bench.run(() -> letGo(page));
    assertThat(hasBuffers(page)).as("the last one").isFalse();
  }

  @Test
  void aPageThatBecameDirtyKeepsThem() {
    Folio page = heldPageWithBuffers();
    disk.bench.run(() -> disk.shell.dropCache(file));
    disk.bench.run(() -> {
      disk.bench.get(Dirtying.class).markDirtyLocked(page);
      letGo(page);
    });
    assertThat(hasBuffers(page)).isTrue();
  }

  @Test
  void whereNobodyAskedForTheBuffersNothingIsReleased() {
    Folio page = heldPageWithBuffers();
    disk.bench.run(() -> letGo(page));
    assertThat(hasBuffers(page)).isTrue();
  }

  private Folio heldPageWithBuffers() {
    disk.bench.run(() -> disk.shell.write(file, 0, Disk.pages(2, 1)));
    disk.bench.run(() -> disk.shell.fsync(file));
    return disk.bench.call(() -> disk.shell.page(file, 0));
  }

  private void letGo(Folio page) {
    disk.bench.get(DeferredRelease.class).beforePut(page);
    page.put();
  }

  private boolean hasBuffers(Folio page) {
    return disk.bench.get(BufferHeads.class).has(page);
  }
}
