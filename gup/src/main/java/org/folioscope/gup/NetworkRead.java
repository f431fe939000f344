package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mm;

/**
 * A direct read from a server (nfs_file_direct_read). On every kernel the pages of the buffer are
 * held by plain references, and marked dirty without the page lock when the data are there.
 */
@Singleton
public final class NetworkRead {

  private final Machine machine;
  private final GetUserPages gup;
  private final Dirtying dirtying;
  private final int stepBytes;

  /** For the machine's programs. */
  @Inject
  public NetworkRead(Machine machine, GetUserPages gup, Dirtying dirtying, DeviceOptions options) {
    this.machine = machine;
    this.gup = gup;
    this.dirtying = dirtying;
    this.stepBytes = options.bytesPerStep();
  }

  /**
   * Reads what the server sends into memory.
   *
   * @return the bytes read, or a negative errno: EFAULT when the memory is not there
   */
  public long read(Mm mm, long address, Content sent) {
    try (Frame _ = machine.enter("nfs_file_direct_read")) {
      int offset = (int) (address % Folio.SIZE);
      int pages = (int) ((offset + (long) sent.length() + Folio.SIZE - 1) / Folio.SIZE);
      Either<Errno, List<Folio>> taken =
          gup.take(GupRequest.shortTerm(mm, address, pages, true, GupPolicies.Hold.FOLL_GET));
      if (taken.isLeft()) {
        return taken.getLeft().result();
      }
      int length = Math.min(sent.length(), taken.get().size() * Folio.SIZE - offset);
      arrive(taken.get(), offset, sent.slice(0, length));
      for (Folio folio : taken.get()) {
        dirtying.markDirtyUnlocked(folio);
        gup.release(folio, GupPolicies.Hold.FOLL_GET);
      }
      return length;
    }
  }

  private void arrive(List<Folio> folios, int offset, Content sent) {
    int done = 0;
    while (done < sent.length()) {
      int at = offset + done;
      Folio folio = folios.get(at / Folio.SIZE);
      int into = at % Folio.SIZE;
      int count = Math.min(Math.min(stepBytes, Folio.SIZE - into), sent.length() - done);
      Content piece = sent.slice(done, count);
      machine.atomic(() -> folio.store(into, piece));
      done += count;
    }
  }
}
