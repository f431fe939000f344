package org.folioscope.gup;

import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Vma;

/** Who may hold pages for writing whose stores a filesystem must notice. */
final class FileGrants {

  private final Mounts mounts;
  private final boolean shortTerm;
  private final boolean longTerm;
  private final boolean longTermOnDax;

  FileGrants(Mounts mounts, Policies policies) {
    this.mounts = mounts;
    this.shortTerm = policies.get(GupPolicies.ON_FILES) == GupPolicies.OnFiles.ALLOWED;
    this.longTerm =
        shortTerm && policies.get(GupPolicies.LONG_TERM_ON_FILES) != GupPolicies.Grant.REFUSED;
    this.longTermOnDax = policies.get(GupPolicies.LONG_TERM_ON_DAX) != GupPolicies.Grant.REFUSED;
  }

  /** Pages of a DAX file, which nobody may hold for long: that is EOPNOTSUPP. */
  boolean refusesDax(GupRequest request, Vma area) {
    return !longTermOnDax
        && request.longTerm()
        && area.hasFile()
        && mounts.of(area.inode()).memory().mapsTheDevice();
  }

  /** With the area at hand: refused before any fault (check_vma_flags). */
  boolean refuses(GupRequest request, Vma area) {
    return concerns(request) && mounts.needsDirtyTracking(area);
  }

  /**
   * Without the area at hand: by the page, which must not be such a file's
   * (gup_fast_folio_allowed). Only inside a step.
   */
  boolean refuses(GupRequest request, Folio folio) {
    boolean dax =
        !longTermOnDax
            && request.longTerm()
            && folio.inode() != 0
            && mounts.of(folio.inode()).memory().mapsTheDevice();
    return dax
        || concerns(request)
            && folio.inode() != 0
            && mounts.of(folio.inode()).memory().tracksStores();
  }

  private boolean concerns(GupRequest request) {
    return request.write() && !(request.longTerm() ? longTerm : shortTerm);
  }
}
