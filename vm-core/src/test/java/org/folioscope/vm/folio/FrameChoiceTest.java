package org.folioscope.vm.folio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

/** The option {@code allocator}: which frames an allocation can get, over all interleavings. */
final class FrameChoiceTest {

  /** The frame of each allocation, by its number in order of allocation. */
  private record Explored(SortedSet<String> outcomes, long executions) {}

  private static Explored explore(boolean any, Program... programs) {
    Bench bench =
        Bench.of(
            new TrivialProvider(),
            Bench.Options.DEFAULT.with(binder ->
                binder.bind(MemoryOptions.class).toInstance(new MemoryOptions(false, any))));
    Folios folios = bench.get(Folios.class);
    Bench.Mark start = bench.mark();
    SortedSet<String> outcomes = new TreeSet<>();
    ExplorationResult result =
        PartialOrder.alone()
            .explore(
                scheduler -> execute(bench, start, scheduler, folios, outcomes, programs),
                Budget.unlimited());
    return new Explored(outcomes, result.executions());
  }

  private static Trial execute(
      Bench bench,
      Bench.Mark start,
      Scheduler scheduler,
      Folios folios,
      SortedSet<String> outcomes,
      Program... programs) {
    bench.rollback(start);
    bench.scheduleBy(() -> scheduler);
    List<List<Integer>> got = new ArrayList<>();
    Runnable[] bodies = new Runnable[programs.length];
    for (int i = 0; i < bodies.length; i++) {
      List<Integer> frames = new ArrayList<>();
      Program program = programs[i];
      got.add(frames);
      bodies[i] = () -> program.run(folios, frames);
    }
    RunEnd end = bench.attempt(bodies);
    if (end.reason() == RunEnd.Reason.QUIET) {
      outcomes.add(got.toString());
    }
    return new Trial(got.toString(), false, end);
  }

  @FunctionalInterface
  private interface Program {
    void run(Folios folios, List<Integer> frames);
  }

  private static void freesTwoAndWantsOne(Folios folios, List<Integer> frames) {
    Folio first = folios.allocate();
    Folio second = folios.allocate();
    first.put();
    second.put();
    frames.add(folios.allocate().frame() / 64);
  }

  @Test
  void usuallyItIsTheOneThatWasFreedLast() {
    Explored explored = explore(false, FrameChoiceTest::freesTwoAndWantsOne);
    assertThat(explored.outcomes()).containsExactly("[[1]]");
    assertThat(explored.executions()).isEqualTo(1);
  }

  @Test
  void ifAnyWillDoItIsEachOfThemOrANewOne() {
    Explored explored = explore(true, FrameChoiceTest::freesTwoAndWantsOne);
    assertThat(explored.outcomes()).containsExactly("[[0]]", "[[1]]", "[[2]]");
  }

  @Test
  void whatWasFreedOnAnotherCpuWillDoToo() {
    Program frees = (folios, _) -> folios.allocate().put();
    Program wants = (folios, frames) -> frames.add(folios.allocate().frame());
    assertThat(explore(false, frees, wants).outcomes()).containsExactly("[[], [1]]");
    assertThat(explore(true, frees, wants).outcomes()).containsExactly("[[], [0]]", "[[], [1]]");
  }
}
