package org.folioscope.vm.folio;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;

/** What happens to page frames. A folio is named by its frame number. */
public sealed interface FolioEvent extends Event {

  /** Who stores bytes. */
  enum Writer {
    /** A program or the kernel. */
    CPU,
    /** A device, by DMA. */
    DEVICE
  }

  /** The frame left the free list of a CPU with one reference and no contents. */
  record FolioAllocated(int folio, int cpu) implements FolioEvent {}

  /** The last reference is gone; the frame is free again, on the list of this CPU. */
  record FolioFreed(int folio, int cpu) implements FolioEvent {
    @Override
    public String note() {
      return "page freed";
    }
  }

  /** The last reference is gone, but the page is bad: nobody will get its frame. */
  record FolioLeaked(int folio) implements FolioEvent {}

  /** A huge page was made of a new frame and of free ones: its tails. */
  record HugePageAllocated(int folio, int cpu, List<Integer> tails) implements FolioEvent {}

  /** These free frames are gone, and what described them with them. */
  record MemoryRemoved(List<Integer> frames) implements FolioEvent {
    @Override
    public String note() {
      return "memory removed";
    }
  }

  /** The task took the page lock. */
  record FolioLocked(int folio, int task) implements FolioEvent {}

  /** The page lock is free. */
  record FolioUnlocked(int folio) implements FolioEvent {}

  /** The flag is set. */
  record FlagSet(int folio, PageFlag flag) implements FolioEvent {
    @Override
    public String note() {
      return drawn(flag) ? "set " + flag.label() : "";
    }
  }

  /** The flag is clear. */
  record FlagCleared(int folio, PageFlag flag) implements FolioEvent {
    @Override
    public String note() {
      return drawn(flag) ? "clear " + flag.label() : "";
    }
  }

  /** References were added. */
  record ReferencesTaken(int folio, int count) implements FolioEvent {}

  /** References were dropped. */
  record ReferencesDropped(int folio, int count) implements FolioEvent {}

  /** The count was as expected and is 0 now: nobody can get a reference any more. */
  record ReferencesFrozen(int folio, int expected) implements FolioEvent {}

  /** The count is back. */
  record ReferencesUnfrozen(int folio, int count) implements FolioEvent {}

  /** One more page-table entry maps the page: one reference and one mapcount. */
  record PageMapped(int folio) implements FolioEvent {}

  /** One page-table entry less. */
  record PageUnmapped(int folio) implements FolioEvent {}

  /** The page holds this part of this file. */
  record MappingSet(int folio, int inode, long index) implements FolioEvent {}

  /** The page holds no part of a file any more; its index stays. */
  record MappingCleared(int folio) implements FolioEvent {}

  /** Filesystem state is attached: one reference. */
  record PrivateAttached(int folio) implements FolioEvent {}

  /** Filesystem state is gone, with its reference. */
  record PrivateDetached(int folio) implements FolioEvent {}

  /** Bytes were stored. */
  record DataStored(int folio, int offset, Content content, Writer writer) implements FolioEvent {
    @Override
    public String note() {
      return writer == Writer.DEVICE ? "DMA into the page" : "copy into the page";
    }
  }

  /** Any free frame will do for a task on the CPU: which one is being chosen. */
  record FrameSought(int cpu) implements FolioEvent {}

  /** Not this frame, but the next. */
  record FramePassedOver(int cpu, int folio) implements FolioEvent {}

  /** The frame was chosen. */
  record FrameChosen(int cpu) implements FolioEvent {}

  private static boolean drawn(PageFlag flag) {
    return flag == PageFlag.DIRTY || flag == PageFlag.WRITEBACK;
  }
}
