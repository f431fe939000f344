package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.vfs.UserMemory;

/**
 * process_vm_writev: copies a program's memory into another's. The other's pages are held while the
 * copy goes on, which may fault and so take as long as it likes.
 */
@Singleton
public final class ProcessVm {

  private static final int PAGES_PER_ROUND = 1024;

  private final Machine machine;
  private final GetUserPages gup;
  private final UserMemory memory;
  private final Dirtying dirtying;
  private final GupPolicies.Hold hold;

  /** For the machine's programs. */
  @Inject
  public ProcessVm(
      Machine machine, GetUserPages gup, UserMemory memory, Dirtying dirtying, Policies policies) {
    this.machine = machine;
    this.gup = gup;
    this.memory = memory;
    this.dirtying = dirtying;
    this.hold = policies.get(GupPolicies.PROCESS_VM);
  }

  /**
   * Copies.
   *
   * @return the bytes copied; EFAULT, ENOMEM or ENOSPC when none could be
   */
  public long write(Mm local, long from, Mm remote, long to, long length) {
    try (Frame _ = machine.enter("process_vm_rw_core")) {
      long done = 0;
      while (done < length) {
        long round = Math.min(length - done, bytesOfRound(to + done));
        long copied = round(local, from + done, remote, to + done, round);
        if (copied <= 0) {
          return done > 0 ? done : copied;
        }
        done += copied;
        if (copied < round) {
          return done;
        }
      }
      return done;
    }
  }

  /** All pages of a round are held until the last of it is copied (process_vm_rw_single_vec). */
  private long round(Mm local, long from, Mm remote, long to, long length) {
    int pages = (int) ((to % Folio.SIZE + length + Folio.SIZE - 1) / Folio.SIZE);
    Either<Errno, List<Folio>> held = gup.take(GupRequest.shortTerm(remote, to, pages, true, hold));
    if (held.isLeft()) {
      return held.getLeft().result();
    }
    long done = 0;
    boolean readable = true;
    for (Folio folio : held.get()) {
      int offset = (int) ((to + done) % Folio.SIZE);
      int count = (int) Math.min(Folio.SIZE - offset, length - done);
      if (readable) {
        Either<Errno, Content> source = memory.load(local, from + done, count);
        readable = source.isRight();
        if (readable) {
          machine.atomic(() -> folio.write(offset, source.get()));
          done += count;
        }
        copied(folio);
      }
    }
    held.get().forEach(this::letGo);
    return done > 0 ? done : Errno.EFAULT.result();
  }

  /**
   * Without pins each page is marked dirty when it was its turn, whatever it is and whether there
   * was anything to copy.
   */
  private void copied(Folio folio) {
    if (hold == GupPolicies.Hold.FOLL_GET) {
      dirtying.markDirtyLocked(folio);
    }
  }

  /** With pins all pages are marked dirty in the end, unless they still are. */
  private void letGo(Folio folio) {
    if (hold == GupPolicies.Hold.FOLL_PIN) {
      gup.releaseDirty(folio, hold);
    } else {
      gup.release(folio, hold);
    }
  }

  private static long bytesOfRound(long to) {
    return (long) PAGES_PER_ROUND * Folio.SIZE - to % Folio.SIZE;
  }
}
