package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mm;

/**
 * The port through which direct I/O gets at the pages of a program's buffer. Implemented by
 * get_user_pages.
 */
public interface UserPages {

  /**
   * Holds the pages of a buffer so that a device can use them.
   *
   * @param write the device will store into them
   * @return the pages in order; fewer than asked for when only the first ones could be had; EFAULT
   *     when none
   */
  Either<Errno, List<Folio>> take(Mm mm, long address, int pages, boolean write);

  /** Lets a page go. In interrupt context as well. */
  void release(Folio folio);
}
