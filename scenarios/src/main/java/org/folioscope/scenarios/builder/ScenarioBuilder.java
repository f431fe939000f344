package org.folioscope.scenarios.builder;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import java.util.function.Consumer;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.Scenario;

/**
 * Builds a scenario, step by step; {@link Scenarios} begins it. Nothing is checked before {@link
 * #build}, and then everything is.
 */
public final class ScenarioBuilder implements Step.Taker {

  private final Step origin;
  private String name;
  private LinkedHashMap<String, Draft.Prose> prose = LinkedHashMap.empty();
  private Vector<String> tags = Vector.empty();
  private Vector<Need> needs = Vector.empty();
  private Vector<Draft.Setting> options = Vector.empty();
  private Vector<Draft.File> files = Vector.empty();
  private Vector<Draft.Item> setup = Vector.empty();
  private Vector<Draft.Task> tasks = Vector.empty();
  private Vector<Draft.Item> finallyCalls = Vector.empty();
  private Vector<Draft.Item> afterCrash = Vector.empty();
  private Vector<Draft.Rule> rules = Vector.empty();

  ScenarioBuilder(Step origin, String name) {
    this.origin = origin;
    this.name = name;
  }

  ScenarioBuilder(Draft draft) {
    this(draft.origin(), draft.name());
    prose = draft.prose();
    tags = draft.tags();
    needs = draft.needs();
    options = draft.options();
    files = draft.files();
    setup = draft.setup();
    tasks = draft.tasks();
    finallyCalls = draft.finallyCalls();
    afterCrash = draft.afterCrash();
    rules = draft.rules();
  }

  /** Gives a variation a name of its own. */
  public ScenarioBuilder renamed(String newName) {
    name = newName;
    return this;
  }

  /** One line, best a question. Needed. */
  public ScenarioBuilder title(String text) {
    return prose("title", text);
  }

  /** The question in full, if the title is not it. */
  public ScenarioBuilder question(String text) {
    return prose("question", text);
  }

  /** Where the question comes from: a mail, a commit, a report. */
  public ScenarioBuilder source(String text) {
    return prose("source", text);
  }

  /** Free prose. */
  public ScenarioBuilder description(String text) {
    return prose("description", text);
  }

  private ScenarioBuilder prose(String key, String text) {
    prose = prose.put(key, new Draft.Prose(text, Step.taken(Scenarios.quoted(key, text))));
    return this;
  }

  /** Words to choose the scenario by. */
  public ScenarioBuilder tags(String... words) {
    tags = tags.appendAll(Vector.of(words));
    return this;
  }

  /** What a filesystem must have for the scenario to make sense. */
  public ScenarioBuilder needs(Need... features) {
    needs = needs.appendAll(Vector.of(features));
    return this;
  }

  /** Sets a machine option, for example {@code option("dma", "8")}. */
  public ScenarioBuilder option(String option, String value) {
    Step step = Step.taken(Scenarios.quoted("option", option));
    options = options.append(new Draft.Setting(option, value, step));
    return this;
  }

  /** A file of zeros, in allocated blocks. */
  public ScenarioBuilder file(String path, long size) {
    return file(path, size, new FileContent.Fill(0));
  }

  /** A file that holds something. */
  public ScenarioBuilder file(String path, long size, FileBytes bytes) {
    return file(path, size, bytes.content());
  }

  /** A file that has its size, but no block. */
  public ScenarioBuilder sparseFile(String path, long size) {
    return file(path, size, new FileContent.Hole());
  }

  private ScenarioBuilder file(String path, long size, FileContent content) {
    Step step = Step.taken(Scenarios.quoted("file", path));
    files = files.append(new Draft.File(path, size, content, step));
    return this;
  }

  /** Calls that run alone, once, before the tasks. */
  public ScenarioBuilder setup(Consumer<Steps> calls) {
    setup = setup.appendAll(steps("setup", calls));
    return this;
  }

  /** A task, which runs at the same time as the others; at least one is needed. */
  public ScenarioBuilder task(String taskName, Consumer<TaskSteps> calls) {
    Step step = Step.taken(Scenarios.quoted("task", taskName));
    TaskSteps steps = new TaskSteps(step);
    calls.accept(steps);
    tasks = tasks.append(steps.task(taskName, step));
    return this;
  }

  /** A variation without one of the tasks. */
  public ScenarioBuilder withoutTask(String taskName) {
    Vector<Draft.Task> others = tasks.filter(task -> !task.name().equals(taskName));
    if (others.size() == tasks.size()) {
      throw Step.taken(Scenarios.quoted("withoutTask", taskName))
          .error("there is no such task; there are " + tasks.map(Draft.Task::name).mkString(", "));
    }
    tasks = others;
    return this;
  }

  /** Calls that run after all tasks ended. */
  public ScenarioBuilder finallyCalls(Consumer<Steps> calls) {
    finallyCalls = finallyCalls.appendAll(steps("finallyCalls", calls));
    return this;
  }

  /** Calls that run on what a power cut left. */
  public ScenarioBuilder afterCrash(Consumer<Steps> calls) {
    afterCrash = afterCrash.appendAll(steps("afterCrash", calls));
    return this;
  }

  private static Vector<Draft.Item> steps(String what, Consumer<Steps> calls) {
    Steps steps = new Steps(Step.taken(what));
    calls.accept(steps);
    return steps.lines();
  }

  /**
   * Begins a rule; without conditions it holds everywhere. The first rule names the kernel and the
   * filesystem that are meant where nobody asks for others.
   */
  public RuleBuilder on(Condition... conditions) {
    return new RuleBuilder(this, Step.taken("on"), Condition.all(Vector.of(conditions)));
  }

  /** A variation that expects other things. */
  public ScenarioBuilder withoutOutcomes() {
    rules = Vector.empty();
    return this;
  }

  ScenarioBuilder add(Draft.Rule rule) {
    rules = rules.append(rule);
    return this;
  }

  /**
   * The scenario.
   *
   * @throws org.folioscope.scenarios.language.ScenarioException for the first step that makes no
   *     sense; whether its calls exist is found out where it is run
   */
  public Scenario build() {
    return Assembly.of(
        new Draft(
            origin,
            name,
            prose,
            tags,
            needs,
            options,
            files,
            setup,
            tasks,
            finallyCalls,
            afterCrash,
            rules));
  }
}
