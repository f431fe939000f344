package org.folioscope.gup;

import org.folioscope.eventlog.log.Event;

/** What happens to references and pins that are taken through page tables. */
public sealed interface GupEvent extends Event {

  /**
   * The page is held for somebody who reaches it not through page tables.
   *
   * @param inode the file whose page it is, 0 for none
   * @param index the page offset in the file
   * @param pinned FOLL_PIN; otherwise FOLL_GET, a plain reference
   * @param write its contents will be changed
   */
  record PageHeld(int folio, int inode, long index, boolean pinned, boolean write)
      implements GupEvent {
    @Override
    public String note() {
      return pinned ? "pin the page" : "take a reference";
    }
  }

  /** The page is let go. */
  record PageReleased(int folio, boolean pinned) implements GupEvent {
    @Override
    public String note() {
      return pinned ? "unpin the page" : "drop the reference";
    }
  }
}
