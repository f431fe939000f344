package org.folioscope.vm.writeback;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** How kernels end writeback, and how they wait for its end. */
public final class WritebackPolicies {

  /** What happens around the clearing of PG_writeback, and who keeps the page meanwhile. */
  public enum End {
    /** Clear, then look for waiters without a reference: by then the page may be another file's. */
    ORIGINAL,
    /**
     * Look for waiters under the i_pages lock, without which the page is not removed, and take a
     * reference if there are any. A page without a file is not protected.
     */
    REFERENCE_IF_WAITED,
    /** Clear and wake in one i_pages lock section. */
    WAKE_UNDER_LOCK,
    /** Hold a reference from before the clearing until after the waking. */
    HOLD_REFERENCE,
    /** The same, and one atomic operation clears PG_writeback and says whether anybody waits. */
    HOLD_REFERENCE_ONE_ATOMIC,
    /** Hold a reference from the start of writeback until after the waking. */
    REFERENCE_FOR_IO,
    /** As original, without the check for a tail page where waiters are looked for and woken. */
    NO_TAIL_CHECK,
    /** The same only where waiters are looked for: what was posted. */
    NO_TAIL_CHECK_AT_READ
  }

  /** How often PG_writeback is looked at. */
  public enum Waiting {
    /** Once; the waker is believed. */
    ONCE,
    /** Until it is clear. */
    LOOP,
    /** Once, but write_cache_pages asks until it is clear. */
    CALLER_LOOP
  }

  /** How writeback ends. */
  public static final Policy<End> END =
      Policy.named("writeback-end", End.ORIGINAL)
          .from(Kernel.LINUX_5_10, End.HOLD_REFERENCE)
          .from(Kernel.LINUX_6_12, End.HOLD_REFERENCE_ONE_ATOMIC)
          .help(
              "What keeps a page while the end of its writeback is told to those who wait:"
                  + " original is wake:E0, reference-if-waited wake:E1, wake-under-lock wake:E1b,"
                  + " hold-reference wake:E2, reference-for-io wake:E3, no-tail-check wake:E4"
                  + " (with caller-loop), hold-reference-one-atomic wake:E7 (with loop)")
          .source(
              "thread \"kernel BUG at fs/ext4/inode.c:LINE!\", November 2020: Dickins"
                  + " (reference-if-waited, wake-under-lock, hold-reference), Torvalds"
                  + " (reference-for-io), Wilcox (no-tail-check); 073861ed77b6, 5.10;"
                  + " 2580d554585c, 6.7")
          .build();

  /** How a task waits for the end of writeback. */
  public static final Policy<Waiting> WAITING =
      Policy.named("writeback-wait", Waiting.ONCE)
          .from(Kernel.LINUX_5_15, Waiting.LOOP)
          .only(Kernel.DEBIAN_5_10, Waiting.LOOP)
          .help(
              "Does a task that waited for writeback look again whether it ended: never, until it"
                  + " has, or only in write_cache_pages? (wake:W-if, wake:W-loop,"
                  + " wake:W-caller-loop)")
          .source("c2407cf7d22d, Torvalds, 5.11; the loop of one caller: Wilcox, 2020-11-24")
          .build();

  private WritebackPolicies() {}
}
