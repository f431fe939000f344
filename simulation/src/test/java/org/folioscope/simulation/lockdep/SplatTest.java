package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What lockdep prints, in the kernel's shape. */
class SplatTest {

  private static final String CIRCULAR =
      """
      ======================================================
      WARNING: possible circular locking dependency detected
      linux-6.12
      ------------------------------------------------------
      t1/1 is trying to acquire lock:
      #0 (mmap_lock){++++}-{3:3}, at: fault_in_readable

      but task is already holding lock:
      #12 (i_rwsem){+.+.}-{3:3}, at: generic_perform_write

      which lock already depends on the new lock.


      the existing dependency chain (in reverse order) is:

      -> #1 (i_rwsem){+.+.}-{3:3}:
             ext4_file_mmap
             mmap
             (t0, event 3)

      -> #0 (mmap_lock){++++}-{3:3}:
             fault_in_readable
             generic_perform_write
             write
             (t1, event 7)

      other info that might help us debug this:

       Possible unsafe locking scenario:

             CPU0                    CPU1
             ----                    ----
        lock(i_rwsem);
                                     lock(mmap_lock);
                                     lock(i_rwsem);
        rlock(mmap_lock);

       *** DEADLOCK ***

      1 lock held by t1/1:
       #0: #12 (i_rwsem){+.+.}-{3:3}, at: generic_perform_write

      stack backtrace:
       fault_in_readable
       generic_perform_write
       write
       (t1, event 7)
      """;

  private static final String SAFE_BEFORE_UNSAFE =
      """
      ===========================================================
      WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected
      linux-6.12
      -----------------------------------------------------------
      t2/2 is trying to acquire:
      #0 (B){+.+.}-{3:3}, at: submit

      and this task is already holding:
      #0 (A){-...}-{3:3}, at: submit
      which would create a new lock dependency:
       (A){-...}-{3:3} -> (B){+.+.}-{3:3}

      but this new dependency connects a HARDIRQ-irq-safe lock:
       (A){-...}-{3:3}

      ... which became HARDIRQ-irq-safe at:
        end_io
        (irq0, event 2)

      to a HARDIRQ-irq-unsafe lock:
       (B){+.+.}-{3:3}

      ... which became HARDIRQ-irq-unsafe at:
      ...  free
        (t1, event 5)

      other info that might help us debug this:

       Possible interrupt unsafe locking scenario:

             CPU0                    CPU1
             ----                    ----
        lock(B);
                                     local_irq_disable();
                                     lock(A);
                                     lock(B);
        <Interrupt>
          lock(A);

       *** DEADLOCK ***

      1 lock held by t2/2:
       #0: #0 (A){-...}-{3:3}, at: submit

      stack backtrace:
       submit
       (t2, event 10)
      """;

  @Test
  void circularDependencyOfTwo() {
    assertThat(
            splat(
                "mmap() mmap_lock ext4_file_mmap() i_rwsem#12",
                "write() generic_perform_write() i_rwsem#12 fault_in_readable() r(mmap_lock)"))
        .isEqualTo(CIRCULAR);
  }

  @Test
  void circularDependencyOfThree() {
    String splat = splat("f() A g() B", "h() B C", "k() C A");

    assertThat(splat)
        .contains("-> #2 (C)", "-> #1 (B)", "-> #0 (A)")
        .contains("Chain exists of:\n  A --> B --> C\n\n Possible unsafe locking scenario:\n")
        .contains(
            """
              lock(C);
                                           lock(B);
                                           lock(C);
              lock(A);
            """);
  }

  @Test
  void recursion() {
    assertThat(splat("lock_rename() i_rwsem#2 i_rwsem#3"))
        .isEqualTo(
            """
            ============================================
            WARNING: possible recursive locking detected
            linux-6.12
            --------------------------------------------
            t0/0 is trying to acquire lock:
            #3 (i_rwsem){+.+.}-{3:3}, at: lock_rename

            but task is already holding lock:
            #2 (i_rwsem){+.+.}-{3:3}, at: lock_rename

            other info that might help us debug this:
             Possible unsafe locking scenario:

                   CPU0
                   ----
              lock(i_rwsem);
              lock(i_rwsem);

             *** DEADLOCK ***

             May be due to missing lock nesting notation

            1 lock held by t0/0:
             #0: #2 (i_rwsem){+.+.}-{3:3}, at: lock_rename

            stack backtrace:
             lock_rename
             (t0, event 3)
            """);
  }

  @Test
  void inconsistentState() {
    assertThat(splat("irq: end_io() lock", "submit() lock"))
        .isEqualTo(
            """
            ================================
            WARNING: inconsistent lock state
            linux-6.12
            --------------------------------
            inconsistent {IN-HARDIRQ-W} -> {HARDIRQ-ON-W} usage.
            t1/1 [HC0[0]:SC0[0]:HE1:SE1] takes:
            #0 (lock){?.+.}-{3:3}, at: submit
            {IN-HARDIRQ-W} state was registered at:
              end_io
              (irq0, event 2)

            other info that might help us debug this:
             Possible unsafe locking scenario:

                   CPU0
                   ----
              lock(lock);
              <Interrupt>
                lock(lock);

             *** DEADLOCK ***

            no locks held by t1/1.

            stack backtrace:
             submit
             (t1, event 5)
            """);
  }

  @Test
  void safeBeforeUnsafe() {
    assertThat(splat("irq: end_io() A", "free() B", "off submit() A B"))
        .isEqualTo(SAFE_BEFORE_UNSAFE);
  }

  @Test
  void inversion() {
    assertThat(splat("off submit() A B -B -A on", "free() B", "irq: end_io() A"))
        .startsWith(
            """
            ========================================================
            WARNING: possible irq lock inversion dependency detected
            linux-6.12
            --------------------------------------------------------
            irq2/2 just changed the state of lock:
            #0 (A){-...}-{3:3}, at: end_io
            but this lock took another, HARDIRQ-unsafe lock in the past:
             (B){+.+.}-{3:3}


            and interrupts could create inverse lock ordering between them.
            """);
  }

  @Test
  void mapsHaveNoInstance() {
    String splat =
        splat("i_rwsem might(fs_reclaim)", "shrink_node() rr(fs_reclaim) evict() i_rwsem");

    assertThat(splat).contains("(fs_reclaim){++++}-{0:0}, at: shrink_node");
  }

  @Test
  void linesAreShortAndPlain() {
    assertThat(
            splat(
                    "f() &sb->s_type->i_mutex_key#12 sb_pagefaults",
                    "g() sb_pagefaults A",
                    "A &sb->s_type->i_mutex_key#12")
                .lines())
        .allSatisfy(line -> assertThat(line).matches("[ -~]{0,100}"));
  }

  private static String splat(String... lines) {
    return new Sequences().run(lines).complaints.getFirst().splat().text("linux-6.12");
  }
}
