package org.folioscope.scenarios.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.CountingLog;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.log.RewindableLog;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.scenarios.calls.CallTable;
import org.folioscope.scenarios.calls.Program;
import org.folioscope.scenarios.language.CallChecker;
import org.folioscope.scenarios.oracle.DataOracle;
import org.folioscope.scenarios.oracle.Finding;
import org.folioscope.scenarios.oracle.MemoryDuty;
import org.folioscope.scenarios.oracle.ReadBack;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.plugin.Blame;
import org.folioscope.scenarios.plugin.PluginException;
import org.folioscope.scenarios.plugin.PluginFault;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.simulation.deadlock.WaitGraph;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.lockdep.LockOrder;
import org.folioscope.simulation.lockdep.Lockdep;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.watch.ContractViolation;
import org.jspecify.annotations.Nullable;

/**
 * A configuration, set up once and executed as often as wanted. With a log in memory each execution
 * goes back to the end of set-up first; with any other log there is one execution.
 */
public final class Emulation implements Subject {

  private static final long TURN_LIMIT = 200_000;

  private final EmulatedMachine emulated;
  private final FilesystemProvider filesystem;
  private final Program program;
  private final boolean powerCuts;
  private final Phases phases;
  private final ReportCollector reports;
  private final @Nullable Lockdep lockdep;
  private DataOracle oracle = new DataOracle();
  private final SortedMap<Long, Finding> findings = new TreeMap<>();
  private final EventLog log;
  private final DataOracle oracleAtMark;
  private final StateSpace.Mark mark;
  private final @Nullable Runnable logMark;
  private final long setupEvents;
  private @Nullable KnownReadBacks readBacks;
  private @Nullable PluginFault pluginFault;

  private Emulation(
      Configuration configuration, EmulatedMachine emulated, EventLog log, boolean marks) {
    this.emulated = emulated;
    this.log = log;
    this.filesystem = configuration.filesystem();
    this.program = new Program(configuration.scenario());
    this.powerCuts = configuration.device().powerCuts().possible();
    this.reports = new ReportCollector(configuration.scenario().tasks().size());
    this.phases =
        new Phases(
            emulated,
            program,
            TURN_LIMIT,
            configuration.filesystem() instanceof PluginFilesystem from && from.watched());
    emulated.machine().connect(log, marks);
    emulated.machine().observe(reports);
    emulated.machine().observe(new CurrentOracle());
    this.lockdep =
        MachineOptions.lockdep(configuration.scenario())
            ? new Lockdep(emulated.machine(), emulated.reports())
            : null;
    if (lockdep != null) {
      emulated.machine().observe(lockdep);
    }
    RunEnd end = supervised(phases::setUp);
    throwFailure(end.failure(), configuration.filesystem());
    if (end.reason() != RunEnd.Reason.QUIET || !reports.violations().isEmpty()) {
      throw unfinishedSetup(configuration, end);
    }
    this.oracleAtMark = knowFiles();
    this.mark = emulated.machine().space().mark();
    this.logMark = log instanceof RewindableLog rewindable ? rewindable.wayBack() : null;
    if (logMark == null) {
      // No execution goes back, so nothing of what it overwrites need be kept.
      emulated.machine().space().release(mark);
    }
    this.setupEvents = log.events();
    if (lockdep != null) {
      lockdep.setUp();
    }
  }

  /** Somebody looks whether a plug-in's code comes to an end. */
  private RunEnd supervised(Supplier<RunEnd> run) {
    if (!(filesystem instanceof PluginFilesystem from)) {
      return run.get();
    }
    RunEnd[] end = new RunEnd[1];
    from.supervised(emulated.machine()::turnsBegun, () -> end[0] = run.get());
    return end[0];
  }

  private static void throwFailure(@Nullable Throwable failure, FilesystemProvider filesystem) {
    Optional<String> blamed =
        Optional.ofNullable(failure).flatMap(thrown -> Blame.of(thrown, filesystem));
    if (failure != null && blamed.isPresent()) {
      throw new PluginException(blamed.get(), failure);
    }
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
  }

  private BadInputException unfinishedSetup(Configuration configuration, RunEnd end) {
    String why =
        reports.violations().isEmpty()
            ? "it waits for what can never come, or runs for ever (" + end.reason() + ")"
            : reports.violations().getFirst().message();
    return new BadInputException(
        configuration.scenario().path()
            + ": set-up does not come to a good end"
            + (configuration.plugins().isEmpty()
                ? ""
                : " with the " + goingOn().orElse(configuration.plugins().getFirst().toString()))
            + ": "
            + why);
  }

  /** Wires a machine with a log in memory and sets it up. */
  public static Emulation inMemory(Configuration configuration) {
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    return on(configuration, emulated, new MemoryLog(emulated.machine().space()), false);
  }

  /**
   * For many executions of which only outcomes matter: their events are counted and not kept, and
   * files are not read back from a state from which they were read back before.
   */
  public static Emulation forExploring(Configuration configuration) {
    Configuration unwatched = configuration.unwatched();
    EmulatedMachine emulated = EmulatedMachine.wire(unwatched);
    Emulation emulation =
        on(unwatched, emulated, new CountingLog(emulated.machine().space()), false);
    emulation.readBacks = new KnownReadBacks();
    return emulation;
  }

  /**
   * Sets a wired machine up on a log.
   *
   * @param marks whether the log is told of function entries and returns
   */
  public static Emulation on(
      Configuration configuration, EmulatedMachine emulated, EventLog log, boolean marks) {
    check(configuration, emulated.calls());
    return new Emulation(configuration, emulated, log, marks);
  }

  /** Checks the scenario's calls against those that can be made. */
  private static void check(Configuration configuration, CallTable calls) {
    new CallChecker(calls.signatures()).check(configuration.scenario());
  }

  /** Executes under the scheduler. */
  public Execution execute(Scheduler scheduler) {
    rollBack();
    RunEnd end = supervised(() -> phases.tasks(scheduler));
    List<String> idle = idleTasks();
    if (end.reason() != RunEnd.Reason.STOPPED) {
      supervised(() -> {
        check(end);
        return end;
      });
    }
    emulated.machine().abandonTasks();
    return new Execution(
        end,
        reports.violations(),
        Outcome.of(reports.violations()),
        idle,
        reports.refused(),
        log.events(),
        emulated.machine().space().digest(),
        Collections.unmodifiableSortedMap(new TreeMap<>(findings)),
        Optional.ofNullable(pluginFault));
  }

  private void check(RunEnd end) {
    report(end);
    boolean cut = phases.leftByCut().isPresent();
    if (end.reason() == RunEnd.Reason.QUIET && !anyDied() && !cut) {
      report(phases.finallyCalls());
    }
    if (reports.violations().stream().noneMatch(violation -> stops(violation.kind()))) {
      List<Finding> findings = new ArrayList<>(oracle.findings());
      if (!cut) {
        loadMemory(findings);
      }
      List<ReadBack> files = phases.leftByCut().orElseGet(this::readBack);
      findings.addAll(oracle.check(files));
      findings.forEach(this::report);
    }
  }

  /** Before the processes end. */
  private void loadMemory(List<Finding> broken) {
    List<MemoryDuty> duties = oracle.memory();
    if (!duties.isEmpty()) {
      report(phases.load(duties, broken));
    }
  }

  private List<ReadBack> readBack() {
    long state = emulated.machine().space().digest();
    List<ReadBack> known = readBacks == null ? null : readBacks.get(state);
    if (known != null) {
      return known;
    }
    int reported = reports.violations().size();
    List<ReadBack> files = new ArrayList<>();
    RunEnd end = phases.readBack(files);
    report(end);
    boolean uneventful =
        end.reason() == RunEnd.Reason.QUIET && reports.violations().size() == reported;
    if (readBacks != null && uneventful) {
      readBacks.put(state, files);
    }
    return files;
  }

  @Override
  public Trial run(Scheduler scheduler) {
    Execution execution = execute(scheduler);
    return new Trial(execution.outcome().id(), !execution.outcome().isOk(), execution.end());
  }

  /** The log that the executions go to. */
  public EventLog log() {
    return log;
  }

  /** How many events set-up took. */
  public long setupEvents() {
    return setupEvents;
  }

  /** In which orders locks were taken in set-up and the last execution, if that is watched. */
  public Optional<LockOrder> lockOrder() {
    return Optional.ofNullable(lockdep).map(Lockdep::order);
  }

  /** The state after the last execution. */
  public StateSpace space() {
    return emulated.machine().space();
  }

  /** Who owns the state. */
  public List<StateOwner<?>> owners() {
    return emulated.owners();
  }

  private void rollBack() {
    reports.clear();
    findings.clear();
    pluginFault = null;
    oracle = new DataOracle(oracleAtMark, powerCuts, this::reportAtOnce);
    if (logMark != null) {
      emulated.machine().abandonTasks();
      emulated.machine().space().rollback(mark);
      logMark.run();
    }
    if (lockdep != null) {
      lockdep.begin();
    }
  }

  /** What the files hold after set-up; what set-up's own calls changed is known already. */
  private DataOracle knowFiles() {
    DataOracle known = new DataOracle();
    phases
        .files()
        .forEach((inode, file) ->
            known.begin(inode, 0, Phases.content(file.content(), 0, (int) file.size())));
    known.addAll(oracle);
    return known;
  }

  /** Whom a power cut kept from running is not to blame. */
  private List<String> idleTasks() {
    List<String> idle = new ArrayList<>();
    if (phases.leftByCut().isPresent()) {
      return idle;
    }
    for (int task = 0; task < program.scenario().tasks().size(); task++) {
      if (!reports.sawTask(task)) {
        idle.add(program.scenario().tasks().get(task).name());
      }
    }
    return idle;
  }

  private boolean anyDied() {
    return reports.violations().stream().anyMatch(violation -> violation.kind() == Kind.BUG);
  }

  /** Whether after such a thing nothing more can be asked of the machine. */
  static boolean stops(Kind kind) {
    return kind == Kind.BUG
        || kind == Kind.DEADLOCK
        || kind == Kind.HANG
        || kind == Kind.MODEL_EXCEPTION;
  }

  private void report(RunEnd end) {
    switch (end.reason()) {
      case QUIET, STOPPED -> {}
      case STUCK -> reportStuck(end);
      case LIMIT -> report(new Finding(Kind.HANG, "livelock", endless()));
      case FAILED -> reportFailure(Objects.requireNonNull(end.failure()));
    }
  }

  private void reportFailure(Throwable failure) {
    pluginFault =
        Blame.of(failure, filesystem)
            .map(blamed -> new PluginFault(blamed, failure instanceof ContractViolation))
            .orElse(null);
    String message = pluginFault == null ? String.valueOf(failure) : pluginFault.message();
    report(new Finding(Kind.MODEL_EXCEPTION, "model-exception", message));
  }

  private void reportStuck(RunEnd end) {
    // Lockdep has to know what they want before it is said that they never get it.
    emulated.locks().noteBlocked();
    WaitGraph graph = WaitGraph.of(end);
    boolean deadlock = graph.isDeadlock();
    report(
        new Finding(
            deadlock ? Kind.DEADLOCK : Kind.HANG,
            deadlock ? "deadlock" : hang(graph.rescue()),
            graph.describe()));
  }

  /** An id that says what would end the hang. */
  private static String hang(Wait.Rescue rescue) {
    return switch (rescue) {
      case NOTHING -> "hang";
      case SIGNAL -> "hang-interruptible";
      case TIMER -> "hang-bounded";
      case FATAL_SIGNAL -> "hang-killable";
    };
  }

  /** The operation of a plug-in in which some task stands that could go on. */
  private Optional<String> goingOn() {
    return emulated.machine().runnableStacks().stream()
        .flatMap(stack -> Blame.operation(stack).stream())
        .findFirst();
  }

  private String endless() {
    return goingOn().map(operation -> operation + ": ").orElse("")
        + "no end after "
        + TURN_LIMIT
        + " turns: "
        + String.join(", ", emulated.machine().runnableTasks())
        + " would go on for ever";
  }

  private void report(Finding finding) {
    emulated.machine().now(() -> reportAtOnce(finding));
  }

  /** As part of a step. */
  private void reportAtOnce(Finding finding) {
    emulated.reports().violation(finding.kind(), finding.id(), "checker", finding.message());
    findings.put(log.events(), finding);
  }

  /** Passes everything on to the oracle of the execution that is going on. */
  private final class CurrentOracle implements MachineObserver {

    @Override
    public void happened(long number, int task, Event event) {
      oracle.happened(number, task, event);
    }

    @Override
    public void order(Event event, AccessListener footprint) {
      oracle.order(event, footprint);
    }
  }
}
