package org.folioscope.vm.mm;

import org.folioscope.eventlog.log.Event;

/** What happens to address spaces. A page is named by its number: address divided by 4096. */
public sealed interface MmEvent extends Event {

  /** The area is mapped. */
  record AreaMapped(int mm, Vma area) implements MmEvent {}

  /** The area is gone. */
  record AreaUnmapped(int mm, long start) implements MmEvent {}

  /** The entry points to a folio. */
  record PteInstalled(int mm, long page, Pte pte) implements MmEvent {
    @Override
    public String note() {
      return pte.writable() ? "PTE writable" : "";
    }
  }

  /** The entry's bits changed. */
  record PteChanged(int mm, long page, Pte pte) implements MmEvent {}

  /** The entry was made read-only and clean, so that the next store is noticed. */
  record PteWriteProtected(int mm, long page, Pte pte) implements MmEvent {
    @Override
    public String note() {
      return "write-protect the PTE";
    }
  }

  /** The entry is empty. */
  record PteCleared(int mm, long page) implements MmEvent {
    @Override
    public String note() {
      return "unmap the PTE";
    }
  }

  /** The entry says where in swap the page is. */
  record SwapEntrySet(int mm, long page, SwapEntry entry) implements MmEvent {
    @Override
    public String note() {
      return "PTE is a swap entry";
    }
  }

  /** The entry is empty, or about to point to a folio. */
  record SwapEntryCleared(int mm, long page) implements MmEvent {}

  /** Copying entries for a child begins, or ends. */
  record WriteProtectSeqAdvanced(int mm) implements MmEvent {}

  /** What showed in an area shows in another one of the same process (mremap). */
  record AreaMoved(int mm, long from, long to, long length) implements MmEvent {}
}
