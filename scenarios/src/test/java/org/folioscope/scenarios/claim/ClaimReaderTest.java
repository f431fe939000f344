package org.folioscope.scenarios.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.matrix.Code;
import org.junit.jupiter.api.Test;

class ClaimReaderTest {

  private static final String CLAIM =
      """
      claims:
        all-is-well:
          thread: 001
          claim: All is well.
          who: somebody, 1 Jan 2018
          taken-back: it stands
          because: nothing happens
          answer: true
          shown: [{ matrix: small, race: R1, column: "4.15", filesystem: ext4, never: BUG }]
      """;

  @Test
  void readsWhatDecidesAClaim() {
    assertThat(ClaimReader.parse("claims.yaml", CLAIM))
        .singleElement()
        .satisfies(claim -> {
          assertThat(claim.code()).isEqualTo("all-is-well");
          assertThat(claim.answer()).isTrue();
          assertThat(claim.shown())
              .containsExactly(new Evidence("small", "R1", "4.15", "ext4", false, Code.BUG));
        });
  }

  @Test
  void refusesWhatDecidesNothing() {
    refuses("never: BUG", "never: BUG, some: BUG", "either 'some: CODE' or 'never: CODE'");
    refuses(", never: BUG", "", "either 'some: CODE' or 'never: CODE'");
    refuses("never: BUG", "never: OOPS", "there is no code 'OOPS'");
    refuses(
        "shown: [{ matrix: small, race: R1, column: \"4.15\", filesystem: ext4, never: BUG }]",
        "shown: []",
        "at least one cell");
  }

  @Test
  void refusesWhatIsNoClaim() {
    refuses("thread: 001", "thread: one", "three digits");
    refuses("answer: true", "answer: perhaps", "true or false");
    refuses("    because: nothing happens\n", "", "needs 'because:'");
    refuses("all-is-well", "All is well", "is no name");
    refuses("who:", "whom:", "did you mean 'who'?");
  }

  @Test
  void everyBuiltInClaimHasAName() {
    assertThat(Claims.builtIn()).extracting(Claim::code).doesNotHaveDuplicates().isNotEmpty();
  }

  private static void refuses(String part, String instead, String problem) {
    assertThat(CLAIM).contains(part);
    assertThatThrownBy(() -> ClaimReader.parse("claims.yaml", CLAIM.replace(part, instead)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(problem);
  }
}
