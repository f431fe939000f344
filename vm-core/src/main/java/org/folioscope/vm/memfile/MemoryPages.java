package org.folioscope.vm.memfile;

import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/** Finding and making pages of files in memory. A page that nobody stored to need not be there. */
final class MemoryPages {

  private final Machine machine;
  private final Folios folios;
  private final PageCache cache;
  private final Arrival arrival;

  /** What is special about a page of such a file. */
  @FunctionalInterface
  interface Arrival {

    /** A locked page of zeroes was put into the page cache. Inside the same step. */
    void added(Folio folio);
  }

  MemoryPages(Machine machine, Folios folios, PageCache cache, Arrival arrival) {
    this.machine = machine;
    this.folios = folios;
    this.cache = cache;
    this.arrival = arrival;
  }

  /** The page for a fault: locked, uptodate, referenced; SIGBUS beyond the end of the file. */
  Either<FaultResult, Folio> fault(Inode inode, long index) {
    return machine.atomicGet(() -> index * Folio.SIZE >= inode.size())
        ? Either.left(FaultResult.SIGBUS)
        : Either.right(findOrCreateLocked(inode, index));
  }

  /** The page at an offset, made if need be; locked, referenced, and zero where it is new. */
  Folio findOrCreateLocked(Inode inode, long index) {
    while (true) {
      Folio found = findLocked(inode, index);
      if (found == null) {
        found = createLocked(inode, index);
      }
      if (found != null) {
        return found;
      }
    }
  }

  /** Reads up to the end of the file; what has no page is zero, and gets none. */
  Either<Errno, Content> read(Inode inode, long position, long length) {
    long end = Math.min(position + length, machine.atomicGet(inode::size));
    List<Content> pieces = new ArrayList<>();
    long at = position;
    while (at < end) {
      Content piece = piece(inode, at, end);
      pieces.add(piece);
      at += piece.length();
    }
    return Either.right(pieces.isEmpty() ? Content.of(new byte[0]) : Content.concat(pieces));
  }

  /** The rest of a page, or of a hole. */
  private Content piece(Inode inode, long at, long end) {
    long index = at / Folio.SIZE;
    int offset = (int) (at % Folio.SIZE);
    Folio folio = findLocked(inode, index);
    if (folio == null) {
      return Content.fill(0, (int) (Math.min(end, holeEnd(inode, index, end)) - at));
    }
    folio.unlock();
    int count = (int) Math.min(Folio.SIZE - offset, end - at);
    Content bytes = machine.atomicGet(() -> folio.load(offset, count));
    folio.put();
    return bytes;
  }

  private long holeEnd(Inode inode, long index, long end) {
    List<Folio> after =
        machine.atomicGet(() -> cache.range(inode, index + 1, (end - 1) / Folio.SIZE));
    return after.isEmpty() ? end : machine.atomicGet(() -> after.getFirst().index()) * Folio.SIZE;
  }

  private @Nullable Folio findLocked(Inode inode, long index) {
    while (true) {
      Folio folio = cache.get(inode, index);
      if (folio == null) {
        return null;
      }
      folio.lock();
      if (machine.nowGet(() -> PageCache.holds(folio, inode))) {
        return folio;
      }
      folio.unlock();
      folio.put();
    }
  }

  private @Nullable Folio createLocked(Inode inode, long index) {
    Folio folio = folios.allocate();
    return machine.atomicGet(() -> {
      if (!cache.add(inode, index, folio)) {
        folio.put();
        return null;
      }
      folio.trylock();
      arrival.added(folio);
      return folio;
    });
  }
}
