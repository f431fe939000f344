package org.folioscope.vm.waitqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.vm.waitqueue.WakePolicies.PAGE_WAIT;
import static org.folioscope.vm.waitqueue.WakePolicies.WRITEBACK_END;
import static org.folioscope.vm.waitqueue.WakePolicies.WRITEBACK_WAIT;

import java.util.Set;
import org.folioscope.vm.waitqueue.PageRace.Kernel59;
import org.folioscope.vm.waitqueue.PageRace.Task;
import org.folioscope.vm.waitqueue.WakePolicies.PageWait;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackEnd;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The races of November 2020 with the ends of writeback that were proposed, in every interleaving:
 * what can come about beside "ok".
 */
final class WakeRacesTest {

  private static final String EARLY = "bug-writeback-after-wait";

  private static final Task END = PageRace::endWriteback;

  private static Kernel59 ending(WritebackEnd end) {
    return Kernel59.AS_IS.with(WRITEBACK_END, end);
  }

  private static Kernel59 looping(Kernel59 kernel) {
    return kernel.with(WRITEBACK_WAIT, WritebackWait.LOOP);
  }

  private static Set<String> bad(Kernel59 kernel, Task... tasks) {
    Set<String> outcomes = PageRace.explore(kernel, tasks).keySet();
    assertThat(outcomes).contains("ok");
    outcomes.remove("ok");
    return outcomes;
  }

  private static Set<String> reuse(Kernel59 kernel) {
    return bad(
        kernel,
        END,
        race -> {
          race.remove(race.a);
          race.writeOther();
        },
        race -> race.waitForWriteback(race.b));
  }

  private static Set<String> restart(Kernel59 kernel) {
    return bad(kernel, END, race -> race.writeAgain(race.a), race -> race.waitForWriteback(race.a));
  }

  @ParameterizedTest
  @CsvSource({
    "REFERENCE_IF_WAITED",
    "WAKE_UNDER_LOCK",
    "HOLD_REFERENCE",
    "HOLD_REFERENCE_ONE_ATOMIC",
    "REFERENCE_FOR_IO"
  })
  void aLateWakeIsForNobodyElseWhileThePageIsHeldOrNotTouched(WritebackEnd end) {
    assertThat(reuse(ending(end))).isEmpty();
  }

  @Test
  void withoutAReferenceTheWakeIsForWhoeverHasThePageByThen() {
    assertThat(reuse(Kernel59.AS_IS)).containsExactly(EARLY);
    assertThat(reuse(ending(WritebackEnd.NO_TAIL_CHECK))).containsExactly(EARLY);
  }

  @Test
  void whoLooksAgainIsNotFooled() {
    assertThat(reuse(Kernel59.AS_IS.with(PAGE_WAIT, PageWait.OLD))).isEmpty();
    assertThat(reuse(looping(Kernel59.AS_IS))).isEmpty();
    assertThat(reuse(looping(ending(WritebackEnd.CLEAR_IN_WAKE)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ORIGINAL", "HOLD_REFERENCE", "REFERENCE_FOR_IO", "NO_TAIL_CHECK"})
  void theNextWritebackOfThePageIsTakenForTheLast(WritebackEnd end) {
    assertThat(restart(ending(end))).containsExactly(EARLY);
    assertThat(restart(looping(ending(end)))).isEmpty();
  }

  @Test
  void clearAndWakeInOneSectionLeaveNoRoomForTheNextWriteback() {
    assertThat(restart(ending(WritebackEnd.WAKE_UNDER_LOCK))).isEmpty();
    assertThat(restart(Kernel59.AS_IS.with(PAGE_WAIT, PageWait.OLD))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"REFERENCE_IF_WAITED", "HOLD_REFERENCE_ONE_ATOMIC"})
  void whoAsksForWaitersAtTheClearNeedsAnOlderOneToWakeTooLate(WritebackEnd end) {
    assertThat(restart(ending(end))).isEmpty();
    assertThat(
            bad(
                ending(end),
                END,
                race -> race.writeAgain(race.a),
                race -> race.waitForWriteback(race.a),
                race -> race.writeback.wait(race.page)))
        .containsExactly(EARLY);
  }

  @Test
  void aPageIsFreedUnderTheNextWriteback() {
    Task restart = race -> race.writeAgain(race.a);
    Task remove = race -> race.remove(race.a);
    Kernel59 held = ending(WritebackEnd.HOLD_REFERENCE);
    assertThat(bad(held.debugged(), END, restart, remove)).containsExactly("bug-bad-page-state");
    assertThat(bad(held, END, restart, remove)).containsExactly("bug-end-of-no-writeback");
    assertThat(bad(looping(held), END, restart, remove)).isEmpty();
    assertThat(bad(ending(WritebackEnd.WAKE_UNDER_LOCK), END, restart, remove)).isEmpty();
  }

  @Test
  void aTailOfAHugePageHasNoWaiters() {
    Task grow =
        race -> {
          race.remove(race.a);
          race.folios.allocateHuge();
        };
    assertThat(bad(Kernel59.AS_IS.debugged(), END, grow)).containsExactly("bug-flag-of-tail-page");
    assertThat(bad(Kernel59.AS_IS, END, grow)).isEmpty();
    assertThat(bad(ending(WritebackEnd.NO_TAIL_CHECK).debugged(), END, grow)).isEmpty();
    assertThat(bad(ending(WritebackEnd.HOLD_REFERENCE).debugged(), END, grow)).isEmpty();
    assertThat(bad(ending(WritebackEnd.CLEAR_IN_WAKE), END, grow)).isEmpty();
  }

  @Test
  void theStructPageItselfCanBeGone() {
    Task offline =
        race -> {
          race.remove(race.a);
          race.folios.removeFree();
        };
    String gone = "use-after-free-struct-page";
    assertThat(bad(Kernel59.AS_IS, END, offline)).containsExactly(gone);
    assertThat(bad(looping(Kernel59.AS_IS), END, offline)).containsExactly(gone);
    assertThat(bad(Kernel59.AS_IS.with(PAGE_WAIT, PageWait.OLD), END, offline))
        .containsExactly(gone);
    assertThat(bad(ending(WritebackEnd.HOLD_REFERENCE), END, offline)).isEmpty();
    assertThat(bad(ending(WritebackEnd.REFERENCE_FOR_IO), END, offline)).isEmpty();
  }

  @Test
  void whoIsWokenBeforeTheBitFallsFindsItSet() {
    Task wait = race -> race.waitForWriteback(race.a);
    Kernel59 late = ending(WritebackEnd.CLEAR_IN_WAKE);
    assertThat(bad(late, END, wait)).containsExactly(EARLY);
    assertThat(bad(looping(late), END, wait)).isEmpty();
    assertThat(reuse(late)).as("the waiter for the other file, too").containsExactly(EARLY);
  }

  @Test
  void whereTheBitFallsInTheWalkTheEndOfOneWritebackTellsNobodyOfTheNext() {
    Task passOverIfBusy =
        race -> {
          if (race.startIfIdle(race.a)) {
            race.waitForWriteback(race.a);
          }
        };
    assertThat(bad(ending(WritebackEnd.CLEAR_IN_WAKE), END, passOverIfBusy))
        .as("nobody ends what was started then")
        .containsExactly("hang");
    assertThat(bad(ending(WritebackEnd.HOLD_REFERENCE), END, passOverIfBusy))
        .containsExactlyInAnyOrder("hang", EARLY);
  }

  @Test
  void whoEndsWhatIsNotUnderWritebackStopsTheKernelOrIsWarned() {
    assertThat(PageRace.explore(ending(WritebackEnd.ORIGINAL), END, END))
        .containsOnlyKeys("bug-end-of-no-writeback");
    assertThat(PageRace.explore(ending(WritebackEnd.CLEAR_IN_WAKE), END, END))
        .containsOnlyKeys("warn-end-of-no-writeback");
  }

  @Test
  void aReferenceForTheWholeTransferKeepsThePageThatTruncationLeavesEarly() {
    Task restart = race -> race.writeAgain(race.a);
    Task remove = race -> race.remove(race.a);
    assertThat(bad(ending(WritebackEnd.REFERENCE_FOR_IO).debugged(), END, restart, remove))
        .isEmpty();
  }

  @Test
  void whoIsWokenBeforeTheBitFallsCannotFreeThePageBefore() {
    Kernel59 late = ending(WritebackEnd.CLEAR_IN_WAKE).debugged();
    assertThat(bad(late, END, race -> race.remove(race.a)))
        .as("to unlock the page takes the lock of the queue, as PG_waiters is set")
        .isEmpty();
  }

  /** To overtake: locks, unlocks and locks again, while the others sleep. */
  private static final Task LOCKS =
      race -> {
        for (int i = 0; i < 2; i++) {
          race.page.lock();
          race.page.unlock();
        }
      };

  @Test
  void whoEndsAHoldInTheWalkCannotKnowWhetherItWasHandedOver() {
    WaitOptions fair = new WaitOptions(256, true, 0);
    assertThat(PageRace.explore(ending(WritebackEnd.CLEAR_IN_WAKE).with(fair), LOCKS, LOCKS))
        .containsKeys("ok", "bug-unlock-of-unlocked-folio");
    WaitOptions unfair = new WaitOptions(256, true, 5);
    assertThat(
            PageRace.explore(
                ending(WritebackEnd.CLEAR_IN_WAKE_UNLESS_TAKEN).with(unfair), LOCKS, LOCKS))
        .containsKeys("ok", "hang");
  }

  @ParameterizedTest
  @CsvSource({"OLD, 5", "NEW, 5", "NEW, 1", "NEW, 0"})
  void noWakeIsLostWithTheLockInAQueue(PageWait wait, int unfairness) {
    Kernel59 kernel =
        Kernel59.AS_IS.with(PAGE_WAIT, wait).with(new WaitOptions(1, true, unfairness));
    assertThat(PageRace.explore(kernel, LOCKS, LOCKS)).containsOnlyKeys("ok");
  }
}
