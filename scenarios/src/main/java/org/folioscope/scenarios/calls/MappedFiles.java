package org.folioscope.scenarios.calls;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Vma;
import org.jspecify.annotations.Nullable;

/** Tells the log which bytes of files a program changes when it changes its memory. */
final class MappedFiles {

  private final Machine machine;
  private final ProgramState state;

  /** Bytes of a file that show in memory. */
  private record Piece(int inode, long position, int from, int length) {}

  @Inject
  MappedFiles(Machine machine, ProgramState state) {
    this.machine = machine;
    this.state = state;
  }

  /**
   * Makes a change of memory and notes before and after which bytes of shared file mappings it is
   * about. Which these are is no step of the program's.
   *
   * @param action makes the change; the number of bytes changed, or a negative errno
   * @param content what will be there; null when it is not known before
   */
  long change(Mm mm, long address, int length, LongSupplier action, @Nullable Content content) {
    List<Piece> pieces = machine.nowGet(() -> pieces(mm, address, length));
    pieces.forEach(piece -> state.changeBegan(piece.inode(), piece.position(), piece.length()));
    long result = action.getAsLong();
    if (content != null) {
      for (Piece piece : pieces) {
        int done = (int) Math.min(piece.length(), result - piece.from());
        if (done > 0) {
          state.storeEnded(piece.inode(), piece.position(), content.slice(piece.from(), done));
        }
      }
    }
    return result;
  }

  private static List<Piece> pieces(Mm mm, long address, int length) {
    List<Piece> found = new ArrayList<>();
    for (Vma area : mm.areas()) {
      long start = Math.max(area.start(), address);
      long end = Math.min(area.end(), address + length);
      if (area.hasFile() && area.shared() && start < end) {
        long position = area.offset() * 4096 + (start - area.start());
        found.add(new Piece(area.inode(), position, (int) (start - address), (int) (end - start)));
      }
    }
    return found;
  }
}
