package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.folioscope.eventlog.state.StableHash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is complained about does not depend on which task came first. */
class OrderIndependenceTest {

  private static final String[] WORDS = {
    "A", "B", "C", "D", "rr(A)", "rr(B)", "rr(C)", "r(B)", "r(D)", "try(A)", "try(C)", "A/1"
  };

  private long state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sameComplaintsInEveryOrder(long seed) {
    state = seed;
    int complaining = 0;
    for (int program = 0; program < 200; program++) {
      List<String> lines = program();
      List<String> ids = Sequences.of(lines.toArray(String[]::new));
      complaining += ids.isEmpty() ? 0 : 1;
      for (int turn = 0; turn < lines.size(); turn++) {
        Collections.rotate(lines, 1);
        Collections.swap(lines, 0, below(lines.size()));
        assertThat(Sequences.of(lines.toArray(String[]::new))).as("%s", lines).isEqualTo(ids);
      }
    }
    assertThat(complaining).isBetween(20, 199);
  }

  private List<String> program() {
    List<String> lines = new ArrayList<>();
    for (int line = 2 + below(4); line > 0; line--) {
      List<String> words = new ArrayList<>();
      for (int word = 1 + below(3); word > 0; word--) {
        words.add(WORDS[below(WORDS.length)]);
      }
      lines.add(String.join(" ", words));
    }
    return lines;
  }

  private int below(int bound) {
    state += 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(StableHash.mix(state), bound);
  }
}
