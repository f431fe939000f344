package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.pin.DeferredRelease;

/** Has the filesystem let go of a locked page's private data (filemap_release_folio). */
@Singleton
final class FolioRelease {

  private final Machine machine;
  private final Mounts mounts;
  private final DeferredRelease deferred;

  @Inject
  FolioRelease(Machine machine, Mounts mounts, DeferredRelease deferred) {
    this.machine = machine;
    this.mounts = mounts;
    this.deferred = deferred;
  }

  /** Whether there is none any more. */
  boolean release(Inode inode, Folio folio) {
    if (!machine.nowGet(() -> folio.is(PageFlag.PRIVATE))) {
      return true;
    }
    try (Frame _ = machine.enter("filemap_release_folio", "folio", folio.frame())) {
      return !deferred.defers(folio) && mounts.of(inode).mappings().releaseFolio(inode, folio);
    }
  }
}
