package org.folioscope.vm.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.vm.folio.Folio;
import org.jspecify.annotations.Nullable;

/**
 * The address space of a process (mm_struct). What the kernel does under a page-table lock is done
 * inside one step.
 */
public final class Mm {

  private static final long FIRST_ADDRESS = 0x10_0000;

  private final Mms all;
  private final int number;
  private final Rwsem mmapLock;

  Mm(Mms all, int number, Rwsem mmapLock) {
    this.all = all;
    this.number = number;
    this.mmapLock = mmapLock;
  }

  /** Its number, from 0. */
  public int number() {
    return number;
  }

  /** mmap_lock: held for read by faults, for write by mmap and munmap. */
  public Rwsem mmapLock() {
    return mmapLock;
  }

  /** An address at which so many bytes are free, a multiple of the unit. Only inside a step. */
  public long freeAddress(long length, long unit) {
    long address = Math.ceilDiv(FIRST_ADDRESS, unit) * unit;
    for (Vma area : areas()) {
      if (address + length <= area.start()) {
        return address;
      }
      address = Math.max(address, Math.ceilDiv(area.end(), unit) * unit);
    }
    return address;
  }

  /** The area that contains the address, or null. */
  public @Nullable Vma find(long address) {
    Long key = all.areas.previousKey(Mms.key(number, address / 4096));
    Vma area = key == null || key < Mms.firstKey(number) ? null : all.areas.get(key);
    return area != null && address < area.end() ? area : null;
  }

  /** Its areas by address. */
  public List<Vma> areas() {
    List<Vma> found = new ArrayList<>();
    for (long key : all.areas.keys()) {
      if (key >= Mms.firstKey(number) && key < Mms.firstKey(number + 1)) {
        found.add(Objects.requireNonNull(all.areas.get(key)));
      }
    }
    return found;
  }

  /** Maps an area. Only inside a step. */
  public void map(Vma area) {
    all.events.emit(new MmEvent.AreaMapped(number, area));
  }

  /** Takes an area out; its entries must be empty. Only inside a step. */
  public void unmap(Vma area) {
    all.events.emit(new MmEvent.AreaUnmapped(number, area.start()));
  }

  /** The entry of a page, or null when nothing is mapped there. */
  public @Nullable Pte pte(long page) {
    return all.entries.get(Mms.key(number, page));
  }

  /** Whether nothing stands in an entry (pte_none). */
  public boolean isEmpty(long page) {
    return pte(page) == null && swapEntry(page) == null;
  }

  /** What stands in an entry whose page was swapped out, or null. */
  public @Nullable SwapEntry swapEntry(long page) {
    return all.swapEntries.get(Mms.key(number, page));
  }

  /** Puts a swap entry into an empty entry, or another one in its place. Only inside a step. */
  public void setSwapEntry(long page, SwapEntry entry) {
    all.events.emit(new MmEvent.SwapEntrySet(number, page, entry));
  }

  /** Empties an entry that holds a swap entry. Only inside a step. */
  public void clearSwapEntry(long page) {
    all.events.emit(new MmEvent.SwapEntryCleared(number, page));
  }

  /** The numbers of the pages of an area. */
  public static List<Long> pages(Vma area) {
    return LongStream.range(area.start() / Folio.SIZE, area.end() / Folio.SIZE).boxed().toList();
  }

  /**
   * Whether entries are being copied for a child, and how often that began or ended: odd meanwhile
   * (write_protect_seq).
   */
  public long writeProtectSeq() {
    return all.writeProtectSeq.get(number);
  }

  /** Begins or ends to copy entries for a child. Only inside a step. */
  public void advanceWriteProtectSeq() {
    all.events.emit(new MmEvent.WriteProtectSeqAdvanced(number));
  }

  /** An area's entries show at another address from now on. Only inside a step. */
  public void moved(Vma from, Vma to) {
    all.events.emit(
        new MmEvent.AreaMoved(number, from.start(), to.start(), from.end() - from.start()));
  }

  /** Points an empty entry to a folio: one more mapping of it. Only inside a step. */
  public void install(long page, Folio folio, boolean writable, boolean dirty) {
    all.events.emit(
        new MmEvent.PteInstalled(number, page, new Pte(folio.frame(), writable, dirty, true)));
    folio.map();
  }

  /** Changes an entry's bits. Only inside a step. */
  public void change(long page, Pte pte) {
    all.events.emit(new MmEvent.PteChanged(number, page, pte));
  }

  /** Makes an entry read-only and clean. Only inside a step. */
  public void writeProtect(long page, Pte pte) {
    all.events.emit(
        new MmEvent.PteWriteProtected(
            number, page, new Pte(pte.folio(), false, false, pte.young())));
  }

  /** Empties an entry: one mapping of the folio less. Only inside a step. */
  public void clear(long page, Folio folio) {
    all.events.emit(new MmEvent.PteCleared(number, page));
    folio.unmap();
  }
}
