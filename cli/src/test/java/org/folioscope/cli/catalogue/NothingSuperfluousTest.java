package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.folioscope.scenarios.builder.ScenarioText;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.CallChecker;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.language.TaskSpec;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is shown of the race of January 2018 is all needed: no task, no call and no turn of the
 * shortest failing schedule can be left out. Each is left out, and every interleaving of the rest
 * tried.
 */
class NothingSuperfluousTest {

  private static final Map<String, Explored> explored = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({"linux-4.15, ext4", "linux-4.15, xfs", "linux-6.1, ext4"})
  void noDeviationCanBeLeftOut(String kernel, String filesystem) {
    Explored all = explored(kernel, filesystem);
    Emulation emulation = Emulation.inMemory(all.configuration());
    for (Explored.Found found : all.violations()) {
      List<Deviation> needed = found.schedule().deviations();
      String id = found.outcome().id();
      assertThat(emulation.execute(new Recorded(found.schedule())).outcome().id()).isEqualTo(id);
      for (Deviation deviation : needed) {
        List<Deviation> rest = new ArrayList<>(needed);
        rest.remove(deviation);
        Schedule shorter = new Schedule(rest);
        assertThat(emulation.execute(new Recorded(shorter)).outcome().id())
            .as("%s without %s of %s", id, deviation, needed)
            .isNotEqualTo(id);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"linux-4.15, ext4", "linux-4.15, xfs", "linux-6.1, ext4"})
  void noScheduleHasFewerPreemptions(String kernel, String filesystem) {
    Explored all = explored(kernel, filesystem);
    for (Explored.Found found : all.violations()) {
      assertThat(found.fewestPreemptions()).isTrue();
      for (int fewer = found.preemptions() - 1; fewer >= 0; fewer--) {
        ExplorationResult result =
            NaiveExhaustive.bounded(fewer)
                .explore(Emulation.inMemory(all.configuration()), Budget.unlimited());
        assertThat(result.outcome(found.outcome().id())).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"linux-4.15, ext4", "linux-4.15, xfs", "linux-6.1, ext4"})
  void noTaskAndNoCallCanBeLeftOut(String kernel, String filesystem) {
    Explored all = explored(kernel, filesystem);
    Configuration configuration = all.configuration();
    List<String> impossible = new ArrayList<>();
    SequencedMap<String, Scenario> smaller = smaller(configuration, impossible);
    assertThat(smaller.sequencedKeySet())
        .containsExactly("reader", "flusher", "kswapd", "fsync(fd1)");
    assertThat(impossible).as("others need what these give").hasSize(3);
    smaller.forEach((without, scenario) -> {
      Explored rest = explore(on(configuration, scenario));
      assertThat(rest.result().complete()).isTrue();
      assertThat(rest.found())
          .as("without %s", without)
          .extracting(found -> found.outcome().id())
          .doesNotContainAnyElementsOf(
              all.violations().stream().map(found -> found.outcome().id()).toList());
    });
  }

  /** The scenario without each of its tasks, and without each call of set-up and finally. */
  private static SequencedMap<String, Scenario> smaller(
      Configuration configuration, List<String> impossible) {
    Scenario whole = configuration.scenario();
    SequencedMap<String, Scenario> smaller = new LinkedHashMap<>();
    for (TaskSpec task : whole.tasks()) {
      assertThat(task.calls().items()).as("the task is its only call").hasSize(1);
      Scenario rest = with(whole, whole.setup(), whole.tasks().remove(task), whole.finallyCalls());
      add(smaller, impossible, task.name(), rest, configuration);
    }
    for (CallList.Item item : whole.setup().items()) {
      Scenario rest =
          with(whole, without(whole.setup(), item), whole.tasks(), whole.finallyCalls());
      add(smaller, impossible, name(item), rest, configuration);
    }
    for (CallList.Item item : whole.finallyCalls().items()) {
      Scenario rest =
          with(whole, whole.setup(), whole.tasks(), without(whole.finallyCalls(), item));
      add(smaller, impossible, name(item), rest, configuration);
    }
    return smaller;
  }

  private static void add(
      SequencedMap<String, Scenario> smaller,
      List<String> impossible,
      String without,
      Scenario rest,
      Configuration configuration) {
    try {
      Scenario read = ScenarioParser.parse("without.yaml", ScenarioText.of(rest));
      EmulatedMachine machine = EmulatedMachine.wire(on(configuration, read));
      new CallChecker(machine.calls().signatures()).check(read);
      smaller.put(without, read);
    } catch (ScenarioException e) {
      impossible.add(without);
    }
  }

  private static String name(CallList.Item item) {
    return item.written().map(Object::toString).mkString("; ");
  }

  private static CallList without(CallList calls, CallList.Item item) {
    return new CallList(calls.items().remove(item));
  }

  private static Scenario with(
      Scenario whole, CallList setup, Vector<TaskSpec> tasks, CallList finallyCalls) {
    return new Scenario(
        whole.name(),
        whole.title(),
        whole.question(),
        whole.source(),
        whole.description(),
        whole.tags(),
        whole.needs(),
        whole.options(),
        whole.files(),
        setup,
        tasks,
        finallyCalls,
        whole.afterCrash(),
        whole.outcomes(),
        whole.text(),
        whole.path());
  }

  private static Explored explored(String kernel, String filesystem) {
    return explored.computeIfAbsent(
        kernel + " " + filesystem,
        _ -> {
          FilesystemProvider provider =
              ServiceLoader.load(FilesystemProvider.class).stream()
                  .map(ServiceLoader.Provider::get)
                  .filter(one -> one.name().equals(filesystem))
                  .findFirst()
                  .orElseThrow();
          Policies policies = Policies.of(Kernel.named(kernel).orElseThrow());
          Explored all =
              explore(new Configuration(ScenarioFiles.builtIn("kara-2018"), policies, provider));
          assertThat(all.result().complete()).isTrue();
          assertThat(all.violations()).isNotEmpty();
          return all;
        });
  }

  private static Configuration on(Configuration like, Scenario scenario) {
    return new Configuration(scenario, like.policies(), like.filesystem());
  }

  private static Explored explore(Configuration configuration) {
    return Exploration.of(configuration, PartialOrder.alone(), Budget.unlimited(), Progress.SILENT);
  }
}
