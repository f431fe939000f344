package org.folioscope.scenarios.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** {@code @StorageTest}, as JUnit sees it. */
class StorageTestTest {

  private static EngineExecutionResults execute(Class<?> sample) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(sample)).execute();
  }

  private static String failure(Class<?> sample) {
    List<String> messages =
        execute(sample).allEvents().failed().stream().map(StorageTestTest::message).toList();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  @Test
  void eachKernelFilesystemAndPolicyIsAnInvocation() {
    EngineExecutionResults results = execute(Samples.Right.class);

    assertThat(results.testEvents().succeeded().map(e -> e.getTestDescriptor().getDisplayName()))
        .containsExactlyInAnyOrder(
            "linux-4.15, trivial",
            "linux-6.12, trivial",
            "linux-6.12, trivial, pin=off",
            "linux-6.12, trivial, pin=on");
    assertThat(results.allEvents().failed().map(StorageTestTest::message)).isEmpty();
  }

  @Test
  void aFilesystemThatIsNotThereAborts() {
    assertThat(execute(Samples.Right.class).testEvents().aborted().map(StorageTestTest::message))
        .hasSize(2)
        .allMatch(text -> text.endsWith("no filesystem 'absent' is on the classpath of the test"));
  }

  @Test
  void aFailureShowsTheOutcomesAndHowToRepeatThem() {
    assertThat(failure(Samples.Unexpected.class))
        .contains("the verdict is not 'expected'\n\nclosing on linux-6.12 with trivial\n")
        .contains("unexpected: reached, though forbidden: ok\n")
        .containsPattern("search: naive, every interleaving: \\d+ executions; grain dma: 2\n")
        .containsPattern("ok +\\d+  forbidden  this sample is wrong\n")
        .contains("close(fd1)")
        .contains(
            "repeat it: ./folioscope run closing.yaml --kernel linux-6.12 --fs trivial --schedule"
                + " 0\n"
                + "with this file:\n\n"
                + "scenario: closing\n"
                + "title: Does it matter who closes first?\n");
  }

  @Test
  void neverIsNotSaidOfASearchThatWasCutShort() {
    assertThat(failure(Samples.CutShort.class))
        .contains("not every interleaving was tried\n\nkara-2018 on linux-6.12 with trivial\n")
        .contains("unknown: ");
  }

  @Test
  void aTestThatAsksForWhatIsNotThereSaysSo() {
    assertThat(failure(Samples.NoScenario.class))
        .isEqualTo(
            "a @StorageTest needs one scenario: scenario = \"kara-2018\", or"
                + " @ScenarioSource(\"method\")");
    assertThat(failure(Samples.UnknownSource.class))
        .isEqualTo("UnknownSource has no method 'Scenario closed()', which @ScenarioSource names");
    assertThat(failure(Samples.UnknownKernel.class))
        .startsWith("there is no kernel 'linux-6.21'; did you mean 'linux-6.1'?; there are linux-");
    assertThat(failure(Samples.UnknownFilesystem.class))
        .isEqualTo("there is no filesystem 'ext4'; there are trivial");
    assertThat(failure(Samples.UnnamedKernel.class))
        .isEqualTo(
            "the outcomes of kara-2018 name no kernel and filesystem that the test asks for (they"
                + " name linux-4.15 ext4/xfs, linux-6.1 ext4, linux-6.12 ext4/xfs,"
                + " linux-4.15/linux-6.1 ext4, linux-6.12 ext4); give both kernel and filesystem");
    assertThat(failure(Samples.BadPolicy.class))
        .isEqualTo(
            "'pin' is not of the form POLICY=VALUE, for example pin=on, nor a code such as"
                + " wake:E2");
  }
}
