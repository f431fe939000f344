package org.folioscope.vm.reclaim;

import org.folioscope.vm.folio.Folio;

/**
 * Which folios reclaim leaves alone because somebody may do DMA to them: code for {@code
 * reclaim-pins}.
 */
@FunctionalInterface
public interface PinnedFolios {

  /**
   * Whether the folio is kept and activated: asked in one step after it was unmapped, before it is
   * written or its private data released. It is locked and isolated. Only reads.
   */
  boolean leftAlone(Folio folio);
}
