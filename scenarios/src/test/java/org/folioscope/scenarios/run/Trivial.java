package org.folioscope.scenarios.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;

/** Small scenarios on the trivial filesystem, or on one that is broken in a way. */
public final class Trivial {

  private final Emulation emulation;

  private Trivial(Emulation emulation) {
    this.emulation = emulation;
  }

  /** A scenario given by the lines after its name and title. */
  public static Trivial with(String lines) {
    return with(new TrivialProvider(), lines);
  }

  public static Trivial with(FilesystemProvider filesystem, String lines) {
    return with(filesystem, Kernel.LINUX_6_12, lines);
  }

  public static Trivial with(FilesystemProvider filesystem, Kernel kernel, String lines) {
    return new Trivial(Emulation.inMemory(configuration(filesystem, kernel, lines)));
  }

  /** What an emulation's log says. */
  static Trivial of(Emulation emulation) {
    return new Trivial(emulation);
  }

  public static Configuration configuration(
      FilesystemProvider filesystem, Kernel kernel, String lines) {
    Scenario scenario = ScenarioParser.parse("test.yaml", "scenario: s\ntitle: t\n" + lines);
    return new Configuration(scenario, Policies.of(kernel), filesystem);
  }

  /** One task that makes these calls. */
  public static Trivial calls(String... calls) {
    return calls("files: { file: 8K, other: { size: 8K, fill: 0xAB } }\n", calls);
  }

  public static Trivial calls(String head, String[] calls) {
    return with(head + "tasks:\n  a:\n    - '" + String.join("'\n    - '", calls) + "'\n");
  }

  public Execution execute(Scheduler scheduler) {
    return emulation.execute(scheduler);
  }

  /** The outcome of the run in which nobody interferes. */
  public String outcome() {
    return execute(new LowestFirst()).outcome().id();
  }

  /** Every outcome with at most so many preemptions, and how often it comes. */
  public SortedMap<String, Long> outcomes(int bound) {
    SortedMap<String, Long> counts = new TreeMap<>();
    NaiveExhaustive.bounded(bound)
        .explore(emulation, Budget.unlimited())
        .outcomes()
        .forEach(found -> counts.put(found.outcome(), found.count()));
    return counts;
  }

  /** Executes every schedule with at most so many preemptions and looks at what each one did. */
  public void everyExecution(int bound, Runnable look) {
    NaiveExhaustive.bounded(bound)
        .explore(
            scheduler -> {
              Trial trial = emulation.run(scheduler);
              look.run();
              return trial;
            },
            Budget.unlimited());
  }

  /** The results of all calls after set-up in the last execution, in order of their returns. */
  public List<Long> results() {
    return events(CallEvent.CallReturned.class).stream()
        .map(CallEvent.CallReturned::result)
        .toList();
  }

  /** The same by call; the last one where a call is made more than once. */
  public Map<String, Long> resultsByCall() {
    Map<String, Long> results = new LinkedHashMap<>();
    events(CallEvent.CallReturned.class)
        .forEach(returned -> results.put(returned.call(), returned.result()));
    return results;
  }

  /** The events of a kind after set-up in the last execution. */
  public <E extends Event> List<E> events(Class<E> type) {
    List<E> events = new ArrayList<>();
    try (LogCursor cursor = ((MemoryLog) emulation.log()).cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        for (LoggedStep.Logged logged : step.events()) {
          if (logged.number() > emulation.setupEvents() && type.isInstance(logged.event())) {
            events.add(type.cast(logged.event()));
          }
        }
      }
    }
    return events;
  }

  /** Executes and gives the results of all calls. */
  public static List<Long> resultsOf(String... calls) {
    Trivial trivial = calls(calls);
    trivial.execute(new LowestFirst());
    return trivial.results();
  }
}
