package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;

/**
 * Copies from file to file inside the kernel (sendfile): pages of the source's cache go through a
 * pipe of 16 by reference, and the target's write takes the bytes out of them. A plain reference is
 * all that holds them, also while a device reads them for a direct write.
 */
@Singleton
public final class Splice {

  private static final int PIPE_PAGES = 16;

  private final Machine machine;
  private final BufferedIo buffered;
  private final Folios folios;
  private final Mounts mounts;

  /** The write_iter of an open file. */
  public interface Target {

    /**
     * Writes.
     *
     * @param done how many bytes were written before these
     * @return how many of these were written, or a negative errno
     */
    long write(PipePages pages, long done);
  }

  /** For the machine's files. */
  @Inject
  public Splice(Machine machine, BufferedIo buffered, Folios folios, Mounts mounts) {
    this.machine = machine;
    this.buffered = buffered;
    this.folios = folios;
    this.mounts = mounts;
  }

  /**
   * Moves bytes up to the end of the source (splice_direct_to_actor).
   *
   * @return how many arrived, or a negative errno when none did
   */
  public long sendfile(Inode in, long position, long count, Target out) {
    try (Frame _ = machine.enter("splice_direct_to_actor", "inode", in.number())) {
      long done = 0;
      while (done < count) {
        Either<Errno, PipePages> read = read(in, position + done, count - done);
        if (read.isLeft()) {
          return done > 0 ? done : read.getLeft().result();
        }
        PipePages pipe = read.get();
        long written = drain(pipe, done, out);
        pipe.segments().forEach(segment -> PipePages.folio(segment).put());
        if (written <= 0) {
          return done > 0 ? done : written;
        }
        done += written;
        if (written < pipe.length()) {
          return done;
        }
      }
      return done;
    }
  }

  /** As many pages as the pipe takes and the file has (filemap_splice_read). */
  private Either<Errno, PipePages> read(Inode in, long position, long count) {
    try (Frame _ = machine.enter("filemap_splice_read", "inode", in.number())) {
      List<Bio.Segment> pages = new ArrayList<>();
      long end = Math.min(position + count, machine.atomicGet(in::size));
      long at = position;
      while (at < end && pages.size() < PIPE_PAGES) {
        int offset = (int) (at % Folio.SIZE);
        int length = (int) Math.min(Folio.SIZE - offset, end - at);
        Either<Errno, Folio> page =
            mounts.of(in).memory().mapsTheDevice()
                ? copy(in, at, length)
                : buffered.page(in, at / Folio.SIZE);
        if (page.isLeft()) {
          return pages.isEmpty() ? Either.left(page.getLeft()) : Either.right(new PipePages(pages));
        }
        pages.add(new Bio.Segment(page.get(), offset, length));
        at += length;
      }
      return Either.right(new PipePages(pages));
    }
  }

  /**
   * A page of the pipe's own, as a DAX file has no page cache to take it from (copy_splice_read).
   */
  private Either<Errno, Folio> copy(Inode in, long position, int length) {
    return buffered
        .read(in, position, length)
        .map(bytes -> {
          Folio folio = folios.allocate();
          machine.atomic(() -> folio.write((int) (position % Folio.SIZE), bytes));
          return folio;
        });
  }

  /** Writes until all is written or a write gives up (iter_file_splice_write). */
  private long drain(PipePages pipe, long before, Target out) {
    try (Frame _ = machine.enter("iter_file_splice_write")) {
      int done = 0;
      while (done < pipe.length()) {
        long written = out.write(pipe.part(done, pipe.length() - done), before + done);
        if (written <= 0) {
          return done > 0 ? done : written;
        }
        done += (int) written;
      }
      return done;
    }
  }
}
