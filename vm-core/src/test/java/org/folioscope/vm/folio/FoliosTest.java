package org.folioscope.vm.folio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

final class FoliosTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Folios folios = bench.get(Folios.class);

  @Test
  void theFrameFreedLastIsReusedFirstOnItsCpuAndEmpty() {
    List<Integer> frames = new ArrayList<>();
    bench.run(
        () -> {
          Folio first = folios.allocate();
          Folio second = folios.allocate();
          bench.machine().atomic(() -> first.write(0, Content.fill(7, 100)));
          first.testAndSet(PageFlag.UPTODATE);
          second.put();
          first.put();
          Folio third = folios.allocate();
          Folio fourth = folios.allocate();
          assertThat(third).isSameAs(first);
          assertThat(fourth).isSameAs(second);
          assertThat(third.is(PageFlag.UPTODATE)).isFalse();
          assertThat(third.load(0, 100)).isEqualTo(Content.fill(0, 100));
          frames.add(third.frame());
          third.put();
          fourth.put();
        },
        () -> {
          Folio other = folios.allocate();
          frames.add(other.frame());
          other.put();
        });
    assertThat(frames).as("a list for each CPU").doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void aFrozenCountRefusesAnyOtherExpectation() {
    bench.run(() -> {
      Folio folio = folios.allocate();
      bench
          .machine()
          .atomic(() -> {
            folio.get();
            assertThat(folio.freeze(1)).isFalse();
            assertThat(folio.freeze(2)).isTrue();
            assertThat(folio.refcount()).isZero();
            folio.unfreeze(2);
          });
      folio.dropReferences(2);
    });
  }

  @Test
  void oneThousandAndTwentyFourPlainReferencesLookLikeAPin() {
    bench.run(() -> {
      Folio folio = folios.allocate();
      bench.machine().atomic(() -> folio.takeReferences(Folio.PIN_BIAS - 2));
      assertThat(folio.maybeDmaPinned()).isFalse();
      bench.machine().atomic(folio::get);
      assertThat(folio.maybeDmaPinned()).isTrue();
      folio.dropReferences(Folio.PIN_BIAS);
    });
  }
}
