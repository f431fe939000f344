package org.folioscope.vm.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

final class WorkQueueTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final WorkQueue work = bench.get(WorkQueue.class);
  private final List<String> done = new ArrayList<>();

  @Test
  void workOfOneKindIsDoneInTheOrderInWhichItWasQueued() {
    bench.run(() -> {
      work.queue("kind", () -> done.add("first"));
      work.queue("kind", () -> done.add("second"));
    });
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void workOfAnotherKindDoesNotWaitForAWorkerThatSleeps() {
    Folio folio = bench.call(() -> bench.get(Folios.class).allocate());
    bench.run(() -> {
      folio.lock();
      work.queue(
          "takes the page lock",
          () -> {
            folio.lock();
            folio.unlock();
            done.add("slept");
          });
      work.queue(
          "gives it back",
          () -> {
            folio.unlock();
            done.add("woke");
          });
    });
    assertThat(done).containsExactlyInAnyOrder("slept", "woke");
    bench.run(folio::put);
    AtRest.check(bench);
  }
}
