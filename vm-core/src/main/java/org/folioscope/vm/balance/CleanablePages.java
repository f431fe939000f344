package org.folioscope.vm.balance;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.pin.PinnedCleaning;
import org.folioscope.vm.writeback.BounceCopies;

/** Tells whether the flusher, if it ran, would leave fewer pages dirty than it finds. */
@Singleton
final class CleanablePages {

  private final DirtyInodes dirty;
  private final PageCache cache;
  private final PinnedCleaning pinned;
  private final BounceCopies bounce;

  @Inject
  CleanablePages(DirtyInodes dirty, PageCache cache, PinnedCleaning pinned, BounceCopies bounce) {
    this.dirty = dirty;
    this.cache = cache;
    this.pinned = pinned;
    this.bounce = bounce;
  }

  /** Whether there is any. Only reads. */
  boolean exist() {
    return dirty.queuedInodes().stream()
        .flatMap(inode -> cache.marked(inode, Mark.DIRTY).stream())
        .anyMatch(this::isCleanable);
  }

  /** How many dirty pages are none, as they are pinned. Only reads. */
  long pinned() {
    return dirty.queuedInodes().stream()
        .flatMap(inode -> cache.marked(inode, Mark.DIRTY).stream())
        .filter(folio -> folio.is(PageFlag.DIRTY) && staysDirty(folio))
        .count();
  }

  private boolean isCleanable(Folio folio) {
    return folio.is(PageFlag.DIRTY) && !folio.is(PageFlag.WRITEBACK) && !staysDirty(folio);
  }

  private boolean staysDirty(Folio folio) {
    return pinned.passesBy(folio) || bounce.keepsDirty(folio);
  }
}
