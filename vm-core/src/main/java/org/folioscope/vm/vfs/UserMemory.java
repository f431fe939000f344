package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.Access;
import org.folioscope.vm.fault.Faults;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.jspecify.annotations.Nullable;

/**
 * Loads and stores of a program, and the kernel's copies to and from a program: through page-table
 * entries, with faults.
 */
@Singleton
public final class UserMemory {

  private final Machine machine;
  private final Folios folios;
  private final Faults faults;

  /** For the machine's programs. */
  @Inject
  public UserMemory(Machine machine, Folios folios, Faults faults) {
    this.machine = machine;
    this.folios = folios;
    this.faults = faults;
  }

  /**
   * Copies bytes to a program, as far as its memory can be stored to (copy_to_iter).
   *
   * @return how many; EFAULT when none can
   */
  public long copyTo(Mm mm, long address, Content content) {
    int done = 0;
    while (done < content.length()) {
      long at = address + done;
      int length = Math.min(Folio.SIZE - (int) (at % Folio.SIZE), content.length() - done);
      if (access(mm, at, content.slice(done, length)).failed()) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      done += length;
    }
    return done;
  }

  /**
   * A program's own stores: DONE, or why they cannot be, with what came before stored. A program is
   * told by a signal.
   */
  public FaultResult access(Mm mm, long address, Content content) {
    int done = 0;
    while (done < content.length()) {
      long at = address + done;
      int offset = (int) (at % Folio.SIZE);
      int length = Math.min(Folio.SIZE - offset, content.length() - done);
      Content piece = content.slice(done, length);
      if (machine.atomicGet(() -> tryStore(mm, at, piece))) {
        done += length;
      } else {
        FaultResult result = fault(mm, at, true);
        if (result.failed()) {
          return result;
        }
      }
    }
    return FaultResult.DONE;
  }

  /** Loads bytes; EFAULT when the memory cannot be read. */
  public Either<Errno, Content> load(Mm mm, long address, int length) {
    return access(mm, address, length).mapLeft(_ -> Errno.EFAULT);
  }

  /** A program's own loads: the bytes, or why there are none. A program is told by a signal. */
  public Either<FaultResult, Content> access(Mm mm, long address, int length) {
    List<Content> pieces = new ArrayList<>();
    int done = 0;
    while (done < length) {
      long at = address + done;
      int count = Math.min(Folio.SIZE - (int) (at % Folio.SIZE), length - done);
      Content[] piece = new Content[1];
      machine.atomic(() -> piece[0] = tryLoad(mm, at, count));
      if (piece[0] != null) {
        pieces.add(piece[0]);
        done += count;
      } else {
        FaultResult result = fault(mm, at, false);
        if (result.failed()) {
          return Either.left(result);
        }
      }
    }
    return Either.right(Content.concat(pieces));
  }

  /** A fault that was to be tried again does not drop the lock once more (FAULT_FLAG_TRIED). */
  private FaultResult fault(Mm mm, long address, boolean write) {
    Access access = write ? Access.WRITE : Access.READ;
    FaultResult result = fault(mm, address, access, true);
    return result == FaultResult.RETRY ? fault(mm, address, access, false) : result;
  }

  private FaultResult fault(Mm mm, long address, Access access, boolean mayDrop) {
    mm.mmapLock().downRead();
    FaultResult result = faults.handle(mm, address, access, mayDrop);
    if (!result.droppedLock()) {
      mm.mmapLock().upRead();
    }
    return result;
  }

  private boolean tryStore(Mm mm, long address, Content piece) {
    long page = address / Folio.SIZE;
    Pte pte = mm.pte(page);
    if (pte == null || !pte.writable()) {
      return false;
    }
    if (!pte.dirty() || !pte.young()) {
      mm.change(page, new Pte(pte.folio(), true, true, true));
    }
    folios.of(pte.folio()).write((int) (address % Folio.SIZE), piece);
    return true;
  }

  private @Nullable Content tryLoad(Mm mm, long address, int length) {
    long page = address / Folio.SIZE;
    Pte pte = mm.pte(page);
    if (pte == null) {
      return null;
    }
    if (!pte.young()) {
      mm.change(page, new Pte(pte.folio(), pte.writable(), pte.dirty(), true));
    }
    return folios.of(pte.folio()).load((int) (address % Folio.SIZE), length);
  }
}
