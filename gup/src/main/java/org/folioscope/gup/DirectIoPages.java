package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.vfs.UserPages;

/** The pages of direct I/O's buffers, held as the policy says (iov_iter_extract_pages). */
@Singleton
public final class DirectIoPages implements UserPages {

  private final GetUserPages gup;
  private final GupPolicies.Hold hold;

  /** For the machine's direct I/O. */
  @Inject
  public DirectIoPages(GetUserPages gup, Policies policies) {
    this.gup = gup;
    this.hold = policies.get(GupPolicies.DIRECT_IO);
  }

  @Override
  public Either<Errno, List<Folio>> take(Mm mm, long address, int pages, boolean write) {
    return gup.take(GupRequest.shortTerm(mm, address, pages, write, hold));
  }

  @Override
  public void release(Folio folio) {
    gup.release(folio, hold);
  }
}
