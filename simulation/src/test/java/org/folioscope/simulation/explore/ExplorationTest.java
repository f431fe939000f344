package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.Recorded;
import org.junit.jupiter.api.Test;

/** What explorations find and what they say about it. */
class ExplorationTest {

  private static final long MANY = 20_000;

  private final Strategy naive = NaiveExhaustive.unbounded();
  private final PinnedPage unpinned = new PinnedPage(Coroutines.CONTINUATION, false);
  private final PinnedPage pinned = new PinnedPage(Coroutines.CONTINUATION, true);

  @Test
  void everyScheduleOfSmallModel() {
    ExplorationResult broken = naive.explore(unpinned, Budget.unlimited());
    ExplorationResult fixed = naive.explore(pinned, Budget.unlimited());

    // 6 where writeback comes too early to find anything, 60 + 10 by when reclaim comes
    assertThat(broken.executions()).isEqualTo(6 + 60 + 10);
    assertThat(broken.complete()).isTrue();
    assertThat(broken.outcomes()).extracting(FoundOutcome::outcome).containsExactly("bug", "ok");
    assertThat(broken.outcome("bug"))
        .hasValueSatisfying(bug -> {
          assertThat(bug.count()).isEqualTo(10);
          assertThat(bug.preemptions()).isEqualTo(1);
          assertThat(bug.schedule().id()).isEqualTo("041g20g208");
        });
    assertThat(fixed.executions()).isEqualTo(76);
    assertThat(fixed.violations()).isEmpty();
  }

  @Test
  void boundedSearchFindsCounterexampleWithFewestPreemptionsFirst() {
    List<Integer> preemptions = new ArrayList<>();
    Subject watched =
        scheduler -> {
          Trial trial = unpinned.run(scheduler);
          if (trial.violation()) {
            preemptions.add(trial.end().preemptions());
          }
          return trial;
        };

    NaiveExhaustive.bounded(3).explore(watched, Budget.unlimited());

    assertThat(preemptions.getFirst()).isEqualTo(1);
  }

  @Test
  void randomWalkFindsWhatIsFrequent() {
    ExplorationResult result = new RandomWalk(1, 500).explore(unpinned, Budget.unlimited());

    assertThat(result.executions()).isEqualTo(500);
    assertThat(result.complete()).isFalse();
    assertThat(result.outcomes()).extracting(FoundOutcome::outcome).containsExactly("bug", "ok");
    assertThat(new RandomWalk(1, 500).explore(unpinned, Budget.unlimited())).isEqualTo(result);
    assertThat(new RandomWalk(2, 500).explore(unpinned, Budget.unlimited())).isNotEqualTo(result);
  }

  @Test
  void budgetOfExecutionsEndsSearch() {
    for (Strategy strategy :
        List.of(
            naive,
            NaiveExhaustive.bounded(2),
            new DelayBounded(2),
            new PriorityWalk(2, 1, Long.MAX_VALUE),
            new RandomWalk(1, Long.MAX_VALUE))) {
      ExplorationResult result = strategy.explore(unpinned, Budget.executions(10));

      assertThat(result.executions() + result.repeats()).isEqualTo(10);
      assertThat(result.complete()).isFalse();
    }
  }

  @Test
  void deadlineEndsSearch() {
    int[] asked = new int[1];

    ExplorationResult result =
        naive.explore(unpinned, new Budget(Long.MAX_VALUE, () -> ++asked[0] > 5));

    assertThat(result.executions()).isEqualTo(5);
    assertThat(result.complete()).isFalse();
  }

  @Test
  void exactlyEnoughBudgetIsEnough() {
    assertThat(naive.explore(unpinned, Budget.executions(76)).complete()).isTrue();
    assertThat(naive.explore(unpinned, Budget.executions(75)).complete()).isFalse();
  }

  @Test
  void progressIsToldAfterEachExecution() {
    List<String> told = new ArrayList<>();

    naive.explore(
        () -> unpinned,
        Budget.unlimited(),
        (executions, outcomes, violations) ->
            told.add(executions + "/" + outcomes + "/" + violations));

    assertThat(told).hasSize(76).startsWith("1/1/0").endsWith("76/2/1");
  }

  @Test
  void subjectThatIsNoFunctionOfScheduleIsFoundOut() {
    Lab lab = new Lab();
    int[] runs = new int[1];
    Subject moody =
        lab.fromHere(
                () -> {
                  int steps = 1 + runs[0]++ % 3;
                  for (int id = 0; id < 2; id++) {
                    lab.task(
                        id,
                        () -> {
                          for (int i = 0; i < steps; i++) {
                            lab.step("s");
                          }
                        });
                  }
                })
            .subject(e -> "ok");

    assertThatThrownBy(() -> naive.explore(moody, Budget.unlimited()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no function of the schedule");
  }

  @Test
  void executionThatWasCutOffLeavesSearchIncomplete() {
    Lab lab = new Lab();
    Runnable start =
        () -> {
          lab.task(0, () -> spinUntil(lab, 1));
          lab.task(1, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));
        };
    Subject subject =
        scheduler -> {
          var mark = lab.space.mark();
          var position = lab.log.position();
          start.run();
          RunEnd end = lab.machine.run(scheduler, 8);
          lab.machine.abandonTasks();
          lab.space.rollback(mark);
          lab.log.rollback(position);
          return new Trial(end.reason().name(), end.reason() != RunEnd.Reason.QUIET, end);
        };

    ExplorationResult result = naive.explore(subject, Budget.unlimited());

    assertThat(result.outcomes())
        .extracting(FoundOutcome::outcome)
        .containsExactly("LIMIT", "QUIET");
    assertThat(result.complete()).isFalse();
  }

  private static void spinUntil(Lab lab, long value) {
    boolean done = false;
    while (!done) {
      done = lab.machine.atomicGet(() -> lab.cells.get(0) == value);
    }
  }

  @Test
  void strategiesHaveNames() {
    assertThat(naive.name()).isEqualTo("naive");
    assertThat(NaiveExhaustive.bounded(2).name()).isEqualTo("naive(bound 2)");
    assertThat(new RandomWalk(7, 10).name()).isEqualTo("random(seed 7)");
  }

  @Property(tries = 60)
  void everyStrategyFindsTheSame(@ForAll long programSeed) {
    Subject subject = subject(programSeed);
    ExplorationResult all = naive.explore(subject, Budget.executions(MANY));
    if (!all.complete()) {
      return;
    }

    ExplorationResult bounded = NaiveExhaustive.bounded(50).explore(subject, Budget.unlimited());
    ExplorationResult random = new RandomWalk(1, 50).explore(subject, Budget.unlimited());

    assertThat(bounded.complete()).isTrue();
    assertThat(bounded.executions()).isEqualTo(all.executions());
    assertThat(bounded.turns()).isEqualTo(all.turns());
    assertThat(bounded.outcomes())
        .extracting(FoundOutcome::outcome, FoundOutcome::count, FoundOutcome::preemptions)
        .isEqualTo(
            all.outcomes().stream()
                .map(o -> tuple(o.outcome(), o.count(), o.preemptions()))
                .toList());
    assertThat(all.outcomes())
        .extracting(FoundOutcome::outcome)
        .containsAll(random.outcomes().stream().map(FoundOutcome::outcome).toList());
  }

  @Property(tries = 60)
  void eachOutcomeHasScheduleThatLeadsToIt(@ForAll long programSeed) {
    Subject subject = subject(programSeed);

    for (FoundOutcome found : naive.explore(subject, Budget.executions(500)).outcomes()) {
      Trial trial = subject.run(new Recorded(found.schedule()));

      assertThat(trial.outcome()).isEqualTo(found.outcome());
      assertThat(trial.end().preemptions()).isEqualTo(found.preemptions());
      assertThat(trial.end().turns()).isEqualTo(found.turns());
    }
  }

  static Subject subject(long programSeed) {
    Program program = Programs.small(programSeed);
    Lab lab = new Lab();
    return lab.fromHere(() -> program.start(lab))
        .subject(execution -> execution.end().reason() + " " + execution.digest());
  }
}
