package org.folioscope.vm.contract.kit;

import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.DirectIo;
import org.folioscope.vm.vfs.ReadBuffer;
import org.folioscope.vm.vfs.UserMemory;
import org.folioscope.vm.writeback.Flusher;

/**
 * What a program on a bench can ask of its kernel: plain calls for the code of a task. Results are
 * as system calls give them.
 */
public final class Shell {

  private final Bench bench;
  private final Machine machine;

  /** For programs on the bench, all in one address space. */
  public Shell(Bench bench) {
    this.bench = bench;
    this.machine = bench.machine();
  }

  /** The address space of all programs. */
  public Mm mm() {
    return bench.get(Mms.class).of(0);
  }

  /** Writes; the bytes written or a negative errno. */
  public long write(Inode file, long position, Content content) {
    return bench.get(BufferedIo.class).write(file, position, content);
  }

  /** Reads up to the end of the file. */
  public Content read(Inode file, long position, long length) {
    return bench.get(BufferedIo.class).read(file, position, length).get();
  }

  /** Makes the file durable. */
  public Errno fsync(Inode file) {
    return bench.get(Flusher.class).fsync(file, false);
  }

  /** Drops the file's clean, unused pages; says how many stay. */
  public int dropCache(Inode file) {
    bench.get(Reclaim.class).dropCache(file);
    return machine.atomicGet(
        () -> bench.get(PageCache.class).range(file, 0, Integer.MAX_VALUE).size());
  }

  /** Changes the size. */
  public Errno truncate(Inode file, long size) {
    file.rwsem().downWrite();
    Errno errno = bench.filesystem().inodes().setSize(file, size);
    file.rwsem().upWrite();
    return errno;
  }

  /** Allocates, punches or zeroes. */
  public Errno fallocate(Inode file, FallocateMode mode, long position, long length) {
    return bench.filesystem().files().fallocate(file, mode, position, length);
  }

  /** Reads past the page cache into memory. */
  public long readDirect(Inode file, long position, long address, long length) {
    ReadBuffer.Zeroes zeroes =
        (mm, at, count) -> bench.get(UserMemory.class).copyTo(mm, at, Content.fill(0, count));
    return bench
        .get(DirectIo.class)
        .read(file, position, new ReadBuffer(mm(), address, length, zeroes));
  }

  /**
   * Maps a file from its beginning, for reading and writing, shared or not; returns the address.
   */
  public long map(Inode file, int pages, boolean shared) {
    mm().mmapLock().downWrite();
    Errno errno = bench.filesystem().files().mmap(file);
    if (errno.failed()) {
      throw new AssertionError("mmap failed with " + errno);
    }
    long address = map(pages, shared, file.number());
    mm().mmapLock().upWrite();
    return address;
  }

  /** Maps anonymous memory; returns the address. */
  public long map(int pages) {
    mm().mmapLock().downWrite();
    long address = map(pages, false, 0);
    mm().mmapLock().upWrite();
    return address;
  }

  /** Takes out what is mapped at the address. */
  public void unmap(long address) {
    mm().mmapLock().downWrite();
    Vma area = Objects.requireNonNull(machine.atomicGet(() -> mm().find(address)));
    for (long at = area.start(); at < area.end(); at += Folio.SIZE) {
      long page = at / Folio.SIZE;
      machine.atomic(() -> clear(page));
    }
    machine.atomic(() -> mm().unmap(area));
    mm().mmapLock().upWrite();
  }

  /** Stores into memory; EFAULT where a program would get a signal. */
  public Errno store(long address, Content content) {
    return bench.get(UserMemory.class).access(mm(), address, content).failed()
        ? Errno.EFAULT
        : Errno.OK;
  }

  /** Loads from memory; of no length where a program would get a signal. */
  public Content load(long address, int length) {
    return bench
        .get(UserMemory.class)
        .load(mm(), address, length)
        .getOrElse(Content.of(new byte[0]));
  }

  /** The cached page of a file, with a reference for the caller. */
  public Folio page(Inode file, long index) {
    return Objects.requireNonNull(
        bench.get(PageCache.class).get(file, index), "page " + index + " is not cached");
  }

  private long map(int pages, boolean shared, int inode) {
    long length = (long) pages * Folio.SIZE;
    return machine.atomicGet(() -> {
      long address = mm().freeAddress(length, Folio.SIZE);
      mm().map(new Vma(address, address + length, true, true, shared, inode, 0));
      return address;
    });
  }

  private void clear(long page) {
    var pte = mm().pte(page);
    if (pte != null) {
      bench.get(Rmap.class).clearEntry(mm(), page, folio(pte.folio()));
    }
  }

  private Folio folio(int frame) {
    return bench.get(Folios.class).of(frame);
  }
}
