package org.folioscope.vm.anon;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What kernels do differently with anonymous memory that somebody holds. */
public final class AnonPolicies {

  /** When a store to a write-protected anonymous page needs no copy. */
  public enum Reuse {
    /** One process maps it or has it in swap. */
    MAPCOUNT,
    /** There is no reference but that of the one entry. */
    REFERENCES,
    /** It is marked as this process's own, or there is no other reference. */
    EXCLUSIVE
  }

  /** What fork does with a page that may be pinned. */
  public enum AtFork {
    /** Parent and child share it, read-only, like any other. */
    SHARE,
    /** The child gets a copy at once; the parent keeps the page as it is. */
    COPY
  }

  /** Whether fast get_user_pages sees a fork. */
  public enum Seqcount {
    /** It does not. */
    ABSENT,
    /** Pages that were pinned while entries were copied are let go and pinned with the lock. */
    PRESENT
  }

  /** What reclaim does with an anonymous page that may be pinned. */
  public enum AtSwap {
    /** Puts it into the swap cache and unmaps it. */
    SWAP,
    /** Leaves it alone. */
    KEEP
  }

  /** When a store to a write-protected anonymous page needs no copy. */
  public static final Policy<Reuse> REUSE =
      Policy.named("anon-reuse", Reuse.MAPCOUNT)
          .from(Kernel.LINUX_5_9, Reuse.REFERENCES)
          .from(Kernel.LINUX_6_1, Reuse.EXCLUSIVE)
          .help(
              "When does a store to a write-protected anonymous page go to the page itself and not"
                  + " to a copy: if one process has it, if nobody else has a reference, or if it is"
                  + " marked exclusive? (pin:U6 in part)")
          .source("Torvalds, 09854ba94c6a, 5.9; Hildenbrand, 6c287605fd56, 5.19")
          .build();

  /** What fork does with a page that may be pinned. */
  public static final Policy<AtFork> AT_FORK =
      Policy.named("fork-pinned", AtFork.SHARE)
          .from(Kernel.LINUX_5_9, AtFork.COPY)
          .help(
              "Does fork share an anonymous page that may be pinned, or copy it for the child?"
                  + " (pin:U6 in part)")
          .source("Xu, 70e806e4e645, 5.9")
          .build();

  /** Whether fast get_user_pages sees a fork. */
  public static final Policy<Seqcount> SEQCOUNT =
      Policy.named("fork-seqcount", Seqcount.ABSENT)
          .from(Kernel.LINUX_5_15, Seqcount.PRESENT)
          .only(Kernel.DEBIAN_5_10, Seqcount.PRESENT)
          .help(
              "Does pinning without locks notice that a fork copies the entries meanwhile?"
                  + " (write_protect_seq)")
          .source("Gunthorpe, 57efa1fe5957, 5.11; in Debian's 5.10 inferred")
          .build();

  /** What reclaim does with an anonymous page that may be pinned. */
  public static final Policy<AtSwap> AT_SWAP =
      Policy.named("swap-pinned", AtSwap.SWAP)
          .from(Kernel.LINUX_5_15, AtSwap.KEEP)
          .help(
              "Does reclaim put an anonymous page into the swap cache that may be pinned?"
                  + " (pin:U6 in part)")
          .source("Torvalds, feb889fb40fa, 5.11; in Debian's 5.10 not checked")
          .build();

  private AnonPolicies() {}

  /** All of them. */
  public static List<Policy<?>> all() {
    return List.of(REUSE, AT_FORK, SEQCOUNT, AT_SWAP);
  }
}
