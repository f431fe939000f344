package org.folioscope.scenarios.calls;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;

/**
 * The names of a scenario as numbers: processes and variables, in the order in which they appear.
 */
public final class Program {

  /** The call that makes a process. */
  static final String FORK = "fork";

  /** The call that ends one. */
  static final String KILL = "kill";

  private final Scenario scenario;
  private final Vector<String> processes;
  private final Vector<String> variables;
  private final Vector<String> forked;
  private final boolean closesFiles;
  private final boolean unmounts;
  private final boolean kills;

  /** The names of the scenario. */
  public Program(Scenario scenario) {
    this.scenario = scenario;
    Vector<Call> calls =
        scenario
            .setup()
            .written()
            .appendAll(scenario.tasks().flatMap(task -> task.calls().written()))
            .appendAll(scenario.finallyCalls().written())
            .appendAll(scenario.afterCrash().written());
    this.forked = calls.filter(call -> call.name().equals(FORK)).flatMap(Program::child);
    this.processes =
        LinkedHashSet.of(TaskSpec.MAIN)
            .addAll(scenario.tasks().map(TaskSpec::process))
            .addAll(forked)
            .toVector();
    this.variables = calls.flatMap(Call::variable);
    this.unmounts = UmountCall.isUsedBy(scenario);
    this.kills = calls.exists(call -> call.name().equals(KILL));
    this.closesFiles =
        scenario.tasks().size() > 1
            && scenario
                .tasks()
                .flatMap(task -> task.calls().written())
                .exists(call -> call.name().equals("close"));
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** How many processes there are. */
  public int processes() {
    return processes.size();
  }

  /**
   * Whether a task closes descriptors while others may be in calls on them. Where nobody does, no
   * call has to hold its file, as in the kernel where a descriptor table is not shared.
   */
  boolean closesFiles() {
    return closesFiles;
  }

  /** Whether some call unmounts the filesystem. */
  boolean unmounts() {
    return unmounts;
  }

  /** Whether a task kills processes; where none does nobody has to look for signals. */
  boolean kills() {
    return kills;
  }

  /** The number of a process. */
  public int process(String name) {
    return processes.indexOf(name);
  }

  /** Whether a process is there only after some call has made it. */
  public boolean isForked(String process) {
    return forked.contains(process);
  }

  /** The tasks of a process, by id. */
  Vector<Integer> tasksOf(int process) {
    return Vector.range(0, scenario.tasks().size())
        .filter(task -> process(scenario.tasks().get(task).process()) == process);
  }

  private static Option<String> child(Call fork) {
    return fork.arguments()
        .headOption()
        .flatMap(argument ->
            argument instanceof Argument.Name name ? Option.some(name.name()) : Option.none());
  }

  /** The number of a variable; -1 when there is none of this name. */
  public int variable(String name) {
    return variables.indexOf(name);
  }

  /** The variables that a call's arguments name, with their numbers. */
  Map<String, Integer> variablesOf(Call call) {
    return call.arguments()
        .appendAll(call.named().map(Call.NamedArgument::value))
        .flatMap(Program::names)
        .filter(name -> variable(name) >= 0)
        .foldLeft(LinkedHashMap.empty(), (found, name) -> found.put(name, variable(name)));
  }

  private static Vector<String> names(Argument argument) {
    return switch (argument) {
      case Argument.Name name -> Vector.of(name.name());
      case Argument.Arithmetic sum -> names(sum.left()).appendAll(names(sum.right()));
      case Argument.Nested nested -> nested.arguments().flatMap(Program::names);
      case Argument.Items items -> items.items().flatMap(Program::names);
      case Argument.Int _, Argument.Duration _, Argument.Text _, Argument.Flags _ -> Vector.empty();
    };
  }

  /** Whether an argument is the given constant. */
  static boolean isConstant(Argument argument, String constant) {
    return switch (argument) {
      case Argument.Name name -> name.name().equals(constant);
      case Argument.Flags flags -> flags.names().exists(name -> name.name().equals(constant));
      default -> false;
    };
  }
}
