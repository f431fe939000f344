package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
  private static final List<String> KNOWN =
      List.of("tasks", "files", "finally", "debug-vm", "kara-2018");

  @Test
  void findsTyposSwapsAndCutEnds() {
    assertThat(DidYouMean.closest("tsks", KNOWN)).contains("tasks");
    assertThat(DidYouMean.closest("fiels", KNOWN)).contains("files");
    assertThat(DidYouMean.closest("FINALY", KNOWN)).contains("finally");
    assertThat(DidYouMean.closest("debug", KNOWN)).contains("debug-vm");
    assertThat(DidYouMean.closest("kara-2081", KNOWN)).contains("kara-2018");
  }

  @Test
  void findsNothingFarAway() {
    assertThat(DidYouMean.closest("x", KNOWN)).isEmpty();
    assertThat(DidYouMean.closest("outcomes", KNOWN)).isEmpty();
    assertThat(DidYouMean.closest("t".repeat(10_000), KNOWN)).isEmpty();
  }

  @Test
  void countsEditsAsPeopleDo() {
    assertThat(DidYouMean.distance("ab", "ba")).isEqualTo(1);
    assertThat(DidYouMean.distance("abc", "abd")).isEqualTo(1);
    assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
  }
}
