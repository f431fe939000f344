package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;

/**
 * Making pages valid, and ending writes into them. Of a page of several blocks only those are
 * filled that a write covers in part; the others are read when somebody wants the page.
 */
@Singleton
final class XfsPages {

  private final Machine machine;
  private final Dirtying dirtying;
  private final PageIo io;
  private final XfsSpace space;
  private final XfsBufferHeads bufferHeads;
  private final BlockStates states;
  private final boolean hasBufferHeads;
  private final int blockSize;
  private final int perPage;

  /**
   * Blocks of a page that can be filled at once.
   *
   * @param sector where they are; negative when they are zeroes that are nowhere
   */
  private record Piece(int first, int last, long sector) {}

  @Inject
  XfsPages(
      Machine machine,
      Dirtying dirtying,
      PageIo io,
      XfsSpace space,
      XfsBufferHeads bufferHeads,
      XfsIomap iomap,
      Policies policies) {
    this.machine = machine;
    this.dirtying = dirtying;
    this.io = io;
    this.space = space;
    this.bufferHeads = bufferHeads;
    this.hasBufferHeads =
        policies.get(XfsPolicies.PAGE_STATE) == XfsPolicies.PageState.BUFFER_HEADS;
    this.states = hasBufferHeads ? bufferHeads : iomap;
    this.blockSize = space.blockSize();
    this.perPage = space.perPage();
  }

  /** What this kernel keeps about blocks. */
  BlockStates states() {
    return states;
  }

  /** Whether this kernel has buffer heads. */
  boolean hasBufferHeads() {
    return hasBufferHeads;
  }

  /** Reads a locked folio, which is unlocked now or at the end of the I/O. */
  void read(Inode inode, Folio folio) {
    if (perPage == 1) {
      io.readOrZero(folio, machine.atomicGet(() -> space.readableSector(inode, folio.index())));
      return;
    }
    List<Piece> pieces = machine.atomicGet(() -> pieces(inode, folio));
    boolean whole = pieces.size() == 1 && pieces.getFirst().last() == perPage - 1;
    states.reading(folio, whole && pieces.getFirst().first() == 0);
    if (whole && pieces.getFirst().first() == 0 && pieces.getFirst().sector() >= 0) {
      io.read(List.of(folio), pieces.getFirst().sector(), this::read);
    } else {
      io.endRead(folio, !fill(folio, pieces).failed());
    }
  }

  private void read(Folio folio, Errno errno) {
    if (!errno.failed()) {
      machine.now(() -> states.setValid(folio, 0, perPage - 1));
    }
  }

  /** What of a folio is not valid yet, in as few pieces as possible. Only inside a step. */
  private List<Piece> pieces(Inode inode, Folio folio) {
    List<Piece> pieces = new ArrayList<>();
    for (int block = 0; block < perPage; block++) {
      if (!states.isValid(folio, block)) {
        long sector = space.readableSector(inode, folio.index() * perPage + block);
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        if (last != null && last.last() + 1 == block && follows(last, block, sector)) {
          pieces.removeLast();
          pieces.add(new Piece(last.first(), block, last.sector()));
        } else {
          pieces.add(new Piece(block, block, sector));
        }
      }
    }
    return pieces;
  }

  private boolean follows(Piece piece, int block, long sector) {
    return piece.sector() < 0
        ? sector < 0
        : sector == piece.sector() + (long) (block - piece.first()) * space.sectorsPerBlock();
  }

  private Errno fill(Folio folio, List<Piece> pieces) {
    for (Piece piece : pieces) {
      int offset = piece.first() * blockSize;
      int length = (piece.last() - piece.first() + 1) * blockSize;
      if (piece.sector() < 0) {
        io.zero(folio, offset, length);
      } else {
        Errno errno = io.readAndWait(folio, offset, length, piece.sector());
        if (errno.failed()) {
          return errno;
        }
      }
      machine.atomic(() -> states.setValid(folio, piece.first(), piece.last()));
    }
    return Errno.OK;
  }

  /** Prepares a locked folio, of which a part is going to be written, whose blocks are reserved. */
  Errno prepare(Inode inode, Folio folio, long position, int length) {
    if (perPage == 1) {
      attachBuffers(folio);
      return length < Folio.SIZE
          ? io.fillAround(folio, space.readableSector(inode, position / Folio.SIZE))
          : Errno.OK;
    }
    int offset = (int) (position % Folio.SIZE);
    prepareBlocks(inode, folio, offset / blockSize, (offset + length - 1) / blockSize);
    return fillEdges(inode, folio, offset, offset + length);
  }

  private void prepareBlocks(Inode inode, Folio folio, int first, int last) {
    attachBuffers(folio);
    machine.atomic(() -> {
      long block = folio.index() * perPage;
      states.preparing(folio, first, space.extents(inode, block + first, block + last));
    });
  }

  private Errno fillEdges(Inode inode, Folio folio, int from, int to) {
    List<Piece> pieces =
        machine.atomicGet(() -> {
          List<Piece> edges = new ArrayList<>();
          if (!folio.is(PageFlag.UPTODATE)) {
            int first = from / blockSize;
            int last = (to - 1) / blockSize;
            if (from % blockSize != 0 || to < (first + 1) * blockSize) {
              addEdge(edges, inode, folio, first);
            }
            if (last > first && to % blockSize != 0) {
              addEdge(edges, inode, folio, last);
            }
          }
          return edges;
        });
    return fill(folio, pieces);
  }

  private void addEdge(List<Piece> edges, Inode inode, Folio folio, int block) {
    if (!states.isValid(folio, block)) {
      long sector = space.readableSector(inode, folio.index() * perPage + block);
      edges.add(new Piece(block, block, sector));
    }
  }

  /** Reserves the blocks of a locked folio up to the end of the file, for a store. */
  Errno prepareStore(Inode inode, Folio folio) {
    long index = machine.nowGet(folio::index);
    int last = perPage == 1 ? 0 : Math.max(1, blocksInside(inode, folio)) - 1;
    Errno errno = space.reserve(inode, index * perPage, index * perPage + last);
    if (errno.failed()) {
      return errno;
    }
    if (perPage == 1) {
      attachBuffers(folio);
    } else {
      prepareBlocks(inode, folio, 0, last);
    }
    return Errno.OK;
  }

  /** How many blocks of a folio lie in the file. */
  int blocksInside(Inode inode, Folio folio) {
    return machine.atomicGet(() -> {
      long bytes = Math.clamp(inode.size() - folio.index() * Folio.SIZE, 0, Folio.SIZE);
      return (int) Math.ceilDiv(bytes, (long) blockSize);
    });
  }

  /** Ends a write into a prepared folio, which is unlocked and dropped. */
  void endWrite(Inode inode, long position, int copied, PreparedWrite prepared) {
    Folio folio = prepared.folio();
    int offset = (int) (position % Folio.SIZE);
    int last = (offset + copied - 1) / blockSize;
    if (perPage > 1) {
      machine.atomic(() -> states.written(folio, offset / blockSize, last));
      dirtying.endWriteOfBlocks(inode, folio, position + copied);
      return;
    }
    if (hasBufferHeads) {
      machine.atomic(() -> bufferHeads.dirty(folio, 0, 0));
    }
    dirtying.endWrite(inode, folio, position + copied);
  }

  private void attachBuffers(Folio folio) {
    if (hasBufferHeads) {
      bufferHeads.attach(folio);
    }
  }
}
