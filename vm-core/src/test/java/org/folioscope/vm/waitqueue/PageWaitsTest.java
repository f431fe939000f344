package org.folioscope.vm.waitqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.vm.waitqueue.WakePolicies.PAGE_WAIT;
import static org.folioscope.vm.waitqueue.WakePolicies.WRITEBACK_END;
import static org.folioscope.vm.waitqueue.WakePolicies.WRITEBACK_WAIT;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.reclaim.ReclaimPolicies.LastUnlock;
import org.folioscope.vm.waitqueue.PageRace.Kernel59;
import org.folioscope.vm.waitqueue.PageRace.Task;
import org.folioscope.vm.waitqueue.WakePolicies.PageWait;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackEnd;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits that a signal ends, that hold no reference, and that leave PG_waiters behind. */
final class PageWaitsTest {

  private static final String EARLY = "bug-writeback-after-wait";

  private static final String NO_FILE = "warn-end-of-writeback-without-mapping";

  private static final Task LOCK =
      race -> {
        race.page.lock();
        race.page.unlock();
      };

  private static final Task LOCK_OR_DIE =
      race -> {
        if (race.page.lockKillable()) {
          race.page.unlock();
        }
      };

  private static final Task WAIT_OR_DIE = race -> race.page.waitUnlockedKillable();

  private static Task kill(int task) {
    return race -> race.signals.kill(List.of(task));
  }

  private static Kernel59 queued(PageWait wait, int unfairness) {
    return Kernel59.AS_IS.with(PAGE_WAIT, wait).with(new WaitOptions(256, true, unfairness));
  }

  @Test
  void whoIsKilledOnItsWayToTheLockTakesTheWakeAlong() {
    assertThat(PageRace.explore(queued(PageWait.NEW, 5), LOCK, LOCK_OR_DIE, LOCK, kill(1)))
        .containsOnlyKeys("ok", "hang");
  }

  @Test
  void beforeTheWakerWasBelievedTheWalkPassedOverWhoWasAwake() {
    assertThat(PageRace.explore(queued(PageWait.OLD, 5), LOCK, LOCK_OR_DIE, LOCK, kill(1)))
        .containsOnlyKeys("ok");
  }

  @Test
  void aLockThatWasHandedOverIsTheKilledOnesToGiveBack() {
    assertThat(PageRace.explore(queued(PageWait.NEW, 0), LOCK, LOCK_OR_DIE, LOCK, kill(1)))
        .containsOnlyKeys("ok");
  }

  @ParameterizedTest
  @EnumSource
  void whoOnlyWaitsForTheLockToBeFreeTakesNothingAlong(PageWait wait) {
    assertThat(PageRace.explore(queued(wait, 5), LOCK, WAIT_OR_DIE, LOCK, kill(1)))
        .containsOnlyKeys("ok");
  }

  @Test
  void withoutQueuesASignalEndsTheWaitAsWell() {
    Task holds = race -> race.page.lock();
    assertThat(PageRace.explore(Kernel59.AS_IS, holds, WAIT_OR_DIE)).containsOnlyKeys("ok", "hang");
    assertThat(PageRace.explore(Kernel59.AS_IS, holds, WAIT_OR_DIE, kill(1)))
        .containsOnlyKeys("ok");
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsWithoutAReferenceIsWokenAndDoesNotKeepThePage(PageWait wait) {
    TreeSet<Boolean> freed = new TreeSet<>();
    Task drops =
        race -> {
          race.waitUnheld();
          freed.add(race.isFree());
        };
    Task removes =
        race -> {
          race.endWriteback();
          race.remove(race.a);
          race.writeOther();
        };
    assertThat(
            PageRace.explore(
                Kernel59.AS_IS
                    .with(PAGE_WAIT, wait)
                    .with(WRITEBACK_END, WritebackEnd.HOLD_REFERENCE),
                removes,
                drops))
        .containsOnlyKeys("ok");
    assertThat(freed).containsExactly(false, true);
  }

  @Test
  void whoReclaimsAPageWakesWhoWaitsForItsLockWithoutHoldingIt() {
    Task frees =
        race -> {
          race.endWriteback();
          race.reclaim();
        };
    Kernel59 forgetful = Kernel59.AS_IS.with(ReclaimPolicies.LAST_UNLOCK, LastUnlock.CLEAR);
    assertThat(PageRace.explore(forgetful, frees, PageRace::waitUnheld))
        .containsOnlyKeys("ok", "hang");
    assertThat(PageRace.explore(Kernel59.AS_IS, frees, PageRace::waitUnheld))
        .containsOnlyKeys("ok");
  }

  private static final WaitOptions SEPARATE_LOOKS =
      new WaitOptions(256, true, 5).withFalseWaiters();

  @ParameterizedTest
  @EnumSource
  void pgWaitersStaysSetForNobodyUntilTheNextWake(PageWait wait) {
    TreeSet<String> seen = new TreeSet<>();
    Task lock =
        race -> {
          LOCK.run(race);
          LOCK.run(race);
        };
    Task look =
        race -> {
          race.page.lock();
          boolean before = race.has(PageFlag.WAITERS);
          race.page.unlock();
          seen.add(before + " " + race.has(PageFlag.WAITERS));
        };
    Kernel59 kernel = Kernel59.AS_IS.with(PAGE_WAIT, wait).with(SEPARATE_LOOKS);
    assertThat(PageRace.explore(kernel, lock, look)).containsOnlyKeys("ok");
    assertThat(seen).contains("true false");
  }

  @ParameterizedTest
  @CsvSource({"REFERENCE_IF_WAITED", "HOLD_REFERENCE_ONE_ATOMIC"})
  void whoAsksForWaitersAtTheClearIsToldOfNobody(WritebackEnd end) {
    Kernel59 kernel = Kernel59.AS_IS.with(WRITEBACK_END, end);
    WaitOptions oneLook = new WaitOptions(256, true, 5);
    Task again = race -> race.writeAgain(race.a);
    Task waits = race -> race.waitForWriteback(race.a);
    assertThat(PageRace.explore(kernel.with(SEPARATE_LOOKS), PageRace::endWriteback, again, waits))
        .as("PG_waiters of a page lock that was free in the end")
        .containsOnlyKeys("ok", EARLY);
    assertThat(PageRace.explore(kernel.with(oneLook), PageRace::endWriteback, again, waits))
        .containsOnlyKeys("ok");
  }

  @Test
  void whoClearsInTheWalkWalksForNobodyAndNoWorse() {
    Kernel59 kernel =
        Kernel59.AS_IS
            .with(WRITEBACK_END, WritebackEnd.CLEAR_IN_WAKE)
            .with(WRITEBACK_WAIT, WritebackWait.LOOP)
            .with(SEPARATE_LOOKS);
    Task again = race -> race.writeAgain(race.a);
    Task waits = race -> race.waitForWriteback(race.a);
    assertThat(PageRace.explore(kernel, PageRace::endWriteback, again, waits))
        .containsOnlyKeys("ok");
  }

  @Test
  void theCheckAtTheEndOfTheWalkMeetsATailIfPgWaitersStoodForNobody() {
    Task grow =
        race -> {
          race.remove(race.a);
          race.folios.allocateHuge();
        };
    Kernel59 posted =
        Kernel59.AS_IS.with(WRITEBACK_END, WritebackEnd.NO_TAIL_CHECK_AT_READ).debugged();
    Kernel59 whole = Kernel59.AS_IS.with(WRITEBACK_END, WritebackEnd.NO_TAIL_CHECK).debugged();
    Task lock = PageRace::lockAndUnlock;
    assertThat(PageRace.explore(posted.with(SEPARATE_LOOKS), PageRace::endWriteback, grow, lock))
        .containsOnlyKeys("ok", "bug-flag-of-tail-page");
    assertThat(PageRace.explore(whole.with(SEPARATE_LOOKS), PageRace::endWriteback, grow, lock))
        .containsOnlyKeys("ok");
  }

  @Test
  void whereThePageHasNoFileE1ProtectsNothing() {
    assertThat(tornOff(WritebackEnd.REFERENCE_IF_WAITED)).containsOnlyKeys("ok", NO_FILE, EARLY);
    assertThat(tornOff(WritebackEnd.ORIGINAL)).containsOnlyKeys("ok", EARLY);
    assertThat(tornOff(WritebackEnd.HOLD_REFERENCE)).containsOnlyKeys("ok");
  }

  /** The page has left its file under writeback, and who still holds it lets go after the clear. */
  private static Map<String, Long> tornOff(WritebackEnd end) {
    return PageRace.explore(
        Kernel59.AS_IS.with(WRITEBACK_END, end),
        PageRace::endWriteback,
        race -> {
          if (race.tearOff()) {
            race.writeOther();
          }
        },
        race -> race.waitForWriteback(race.b));
  }
}
