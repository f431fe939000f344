package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.lease.LayoutLeases;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Vma;

/**
 * The layout leases that registrations need where {@code longterm-on-files=lease}: one for each
 * file that tracks dirty pages and whose pages are to be written to. Elsewhere none, without a
 * step.
 */
@Singleton
final class RegistrationLeases {

  private final Machine machine;
  private final Mounts mounts;
  private final Inodes inodes;
  private final LayoutLeases leases;
  private final boolean needed;

  @Inject
  RegistrationLeases(
      Machine machine, Mounts mounts, Inodes inodes, LayoutLeases leases, Policies policies) {
    this.machine = machine;
    this.mounts = mounts;
    this.inodes = inodes;
    this.leases = leases;
    this.needed = policies.get(GupPolicies.LONG_TERM_ON_FILES) == GupPolicies.Grant.LEASE;
  }

  /** Whether registrations of files need leases, which can end. */
  boolean needed() {
    return needed;
  }

  /** Says whom to tell when a lease is over. */
  void heldBy(LayoutLeases.Holders holders) {
    if (needed) {
      leases.heldBy(holders);
    }
  }

  /** Takes what leases there must be before pages are held; EFAULT without one. */
  Either<Errno, List<Integer>> take(Mm mm, long address, int pages, LeaseUse use) {
    if (!needed) {
      return Either.right(List.of());
    }
    List<Inode> files = machine.atomicGet(() -> tracked(mm, address, pages));
    if (use == LeaseUse.NONE && !files.isEmpty()) {
      return Either.left(Errno.EFAULT);
    }
    List<Integer> taken = new ArrayList<>();
    files.forEach(file -> taken.add(leases.take(file, use == LeaseUse.OBLIGING)));
    return Either.right(taken);
  }

  void release(List<Integer> taken) {
    taken.forEach(leases::release);
  }

  /** Whether one of them is over already. */
  boolean anyOver(List<Integer> taken) {
    return !taken.isEmpty() && machine.atomicGet(() -> taken.stream().anyMatch(leases::isOver));
  }

  private List<Inode> tracked(Mm mm, long address, int pages) {
    long end = address / Folio.SIZE * Folio.SIZE + (long) pages * Folio.SIZE;
    List<Integer> numbers = new ArrayList<>();
    for (Vma area : mm.areas()) {
      boolean touched = area.start() < end && area.end() > address;
      if (touched && mounts.needsDirtyTracking(area) && !numbers.contains(area.inode())) {
        numbers.add(area.inode());
      }
    }
    return numbers.stream().map(inodes::of).toList();
  }
}
