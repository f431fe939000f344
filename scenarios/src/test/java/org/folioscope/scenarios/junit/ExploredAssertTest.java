package org.folioscope.scenarios.junit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.folioscope.scenarios.junit.StorageAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.Scenario;

/** What the assertions accept and refuse. */
class ExploredAssertTest {

  static Scenario closing() {
    return Samples.Right.closing();
  }

  private static void refuses(ThrowingCallable assertion, String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessageStartingWith(message + "\n\nclosing on linux-");
  }

  @StorageTest(kernel = "linux-6.12", filesystem = "trivial", bound = StorageTest.UNBOUNDED)
  @ScenarioSource("closing")
  void whatIsSoIsAccepted(Explored explored) {
    assertThat(explored).isExpected().isComplete().reaches("ok").neverReaches("bug", "lost-write");
  }

  @StorageTest(kernel = "linux-6.12", filesystem = "trivial", bound = StorageTest.UNBOUNDED)
  @ScenarioSource("closing")
  void whatIsNotSoIsRefused(Explored explored) {
    refuses(
        () -> assertThat(explored).reaches("ok", "lost-write"),
        "no interleaving was found that reaches 'lost-write'");
    refuses(() -> assertThat(explored).neverReaches("ok"), "some interleaving reaches 'ok'");
    refuses(() -> assertThat(explored).isUnexpected(), "the verdict is not 'unexpected'");
    refuses(() -> assertThat(explored).isUnknown(), "the verdict is not 'unknown'");
    refuses(() -> assertThat(explored).hasOutcomes(), "the outcomes are [ok], not []");
  }

  @StorageTest(
      kernel = "linux-6.12",
      filesystem = "trivial",
      strategy = Search.RANDOM,
      executions = 3)
  @ScenarioSource("closing")
  void randomWalksProveNothing(Explored explored) {
    assertThat(explored).reaches("ok");
    refuses(() -> assertThat(explored).isComplete(), "not every interleaving was tried");
    refuses(() -> assertThat(explored).neverReaches("bug"), "not every interleaving was tried");
  }
}
