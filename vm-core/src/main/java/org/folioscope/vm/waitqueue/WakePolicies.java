package org.folioscope.vm.waitqueue;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** How kernels wait for a bit of a page, clear it, and tell who waits. */
public final class WakePolicies {

  private static final String THREAD =
      "thread \"kernel BUG at fs/ext4/inode.c:LINE!\", November 2020";

  /** Who decides that a wait is over. */
  public enum PageWait {
    /**
     * The waiter: it looks at the bit again when woken, and sleeps again if it is set. Who wakes
     * stops when the bit is set.
     */
    OLD,
    /**
     * The waker: whoever waits for a clear bit and is woken leaves without another look. Who wants
     * the bit is overtaken five times at most, then it is handed over.
     */
    NEW
  }

  /** What happens around the clearing of PG_writeback, and who keeps the page meanwhile. */
  public enum WritebackEnd {
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
    NO_TAIL_CHECK_AT_READ,
    /**
     * If nobody waits, clear in the same atomic operation that finds that out; otherwise wake
     * first, and clear at the end of the walk, under the lock of the queue. The page lock too.
     */
    CLEAR_IN_WAKE,
    /** The same, but a page lock whose walk woke somebody who wants it is left to him. */
    CLEAR_IN_WAKE_UNLESS_TAKEN,
    /** As original; whoever starts writeback waits for PG_writeback as for a lock. */
    WAIT_TO_SET
  }

  /** How often PG_writeback is looked at. */
  public enum WritebackWait {
    /** Once; the waker is believed. */
    ONCE,
    /** Until it is clear. */
    LOOP,
    /** Once, but write_cache_pages asks until it is clear. */
    CALLER_LOOP
  }

  /** How read() waits for a page that somebody else has locked. */
  public enum ReadWait {
    /** In line for the page lock, with a reference to the page. */
    LOCK,
    /** Without a reference; then the page is looked up again. */
    DROP_REFERENCE
  }

  /** A diagnostic. */
  public enum Diagnostic {
    /** Not in the kernel. */
    OFF,
    /** In the kernel. */
    ON
  }

  /** How a task waits for a bit of a page. */
  public static final Policy<PageWait> PAGE_WAIT =
      Policy.named("page-wait", PageWait.OLD)
          .from(Kernel.LINUX_5_9, PageWait.NEW)
          .help("Does a task that was woken look at the bit again? (wait:old, wait:new)")
          .source(
              "2a9127fcf229, Torvalds, tuned by 5ef64cc8987a; 5.9 is inferred from the merge"
                  + " window")
          .build();

  /** How writeback ends. */
  public static final Policy<WritebackEnd> WRITEBACK_END =
      Policy.named("writeback-end", WritebackEnd.ORIGINAL)
          .from(Kernel.LINUX_5_10, WritebackEnd.HOLD_REFERENCE)
          .from(Kernel.LINUX_6_12, WritebackEnd.HOLD_REFERENCE_ONE_ATOMIC)
          .help(
              "What keeps a page while the end of its writeback is told to those who wait?"
                  + " (wake:E0, E1, E1b, E2, E7, E3, E4, E4-posted, E6 in two variants, E8, in the"
                  + " order of the values; wake:E5 is original with writeback-wait=loop, E4 needs"
                  + " caller-loop and E7 loop)")
          .source(
              THREAD
                  + ": Dickins (E1, E1b, E2), Torvalds (E3, E6), Wilcox (E4, E5); E2 is"
                  + " 073861ed77b6, 5.10; one atomic: 2580d554585c, 6.7; E8: rejected in"
                  + " c2407cf7d22d, that it drops the check after the wait is inferred")
          .build();

  /** How a task waits for the end of writeback. */
  public static final Policy<WritebackWait> WRITEBACK_WAIT =
      Policy.named("writeback-wait", WritebackWait.ONCE)
          .from(Kernel.LINUX_5_15, WritebackWait.LOOP)
          .only(Kernel.DEBIAN_5_10, WritebackWait.LOOP)
          .help(
              "Does a task that waited for writeback look again whether it ended: never, until it"
                  + " has, or only in write_cache_pages? (wake:W-if, wake:W-loop,"
                  + " wake:W-caller-loop)")
          .source("c2407cf7d22d, Torvalds, 5.11; the loop of one caller: Wilcox, 2020-11-24")
          .build();

  /** How read() waits for a page that is not valid and locked. */
  public static final Policy<ReadWait> READ_WAIT =
      Policy.named("read-wait", ReadWait.LOCK)
          .from(Kernel.LINUX_5_15, ReadWait.DROP_REFERENCE)
          .help(
              "Does read() keep its reference to a page that is locked, most often because it is"
                  + " being read, while it waits for that?")
          .source(
              "put_and_wait_on_page_locked: 9a1ea439b16b, Dickins, 5.0, for migration; read() since"
                  + " bd8a1f3655a7, Wilcox, 5.12")
          .build();

  /** Whether the start of writeback on a page that is not locked is complained about. */
  public static final Policy<Diagnostic> WARN_UNLOCKED_START =
      Policy.named("warn-unlocked-writeback", Diagnostic.OFF)
          .help("Does the kernel warn when writeback starts on an unlocked page? (wake:DG1)")
          .source("Torvalds, 2020-08-31, as a diagnostic; in no release")
          .build();

  /** Whether waking for a page without references is complained about. */
  public static final Policy<Diagnostic> WARN_UNUSED_WAKE =
      Policy.named("warn-unused-wake", Diagnostic.OFF)
          .help("Does the kernel warn when it wakes for a page without references? (wake:DG2)")
          .source("Torvalds, 2020-11-24, as a diagnostic; in no release")
          .build();

  private WakePolicies() {}

  /** All of them. */
  public static List<Policy<?>> all() {
    return List.of(
        PAGE_WAIT, WRITEBACK_END, WRITEBACK_WAIT, READ_WAIT, WARN_UNLOCKED_START, WARN_UNUSED_WAKE);
  }
}
