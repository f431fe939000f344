package org.folioscope.scenarios.builder;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;

/**
 * A scenario before anyone has checked it: the steps in the order taken.
 *
 * @param origin where it was begun
 * @param prose title, question, source and description by their keys, in the order of a file
 */
record Draft(
    Step origin,
    String name,
    LinkedHashMap<String, Prose> prose,
    Vector<String> tags,
    Vector<Need> needs,
    Vector<Setting> options,
    Vector<File> files,
    Vector<Item> setup,
    Vector<Task> tasks,
    Vector<Item> finallyCalls,
    Vector<Item> afterCrash,
    Vector<Rule> rules) {

  static final Vector<String> PROSE = Vector.of("title", "question", "source", "description");

  record Prose(String text, Step step) {}

  record Setting(String name, String value, Step step) {}

  record File(String name, long size, FileContent content, Step step) {}

  /** A call, or a block that repeats calls. */
  sealed interface Item {
    Step step();
  }

  /**
   * A call.
   *
   * @param shape what must come out, if it was put together from pieces
   */
  record Line(String text, Option<Shape> shape, Step step) implements Item {}

  /** Calls that are made several times. */
  record Repeat(int times, Vector<Item> calls, Step step) implements Item {}

  /** How many arguments a call was given, by position and by name. */
  record Shape(int positional, int named) {}

  record Task(String name, String process, Option<Integer> cpu, Vector<Item> calls, Step step) {}

  record Rule(
      OutcomeRule.Where on,
      LinkedHashMap<String, Vector<String>> outcomes,
      String because,
      Step step) {}

  /** A scenario as the steps that would build it, all taken at one place. */
  static Draft of(Scenario scenario, Step step) {
    LinkedHashMap<String, Option<String>> prose =
        LinkedHashMap.of(
            "title", Option.some(scenario.title()),
            "question", scenario.question(),
            "source", scenario.source(),
            "description", scenario.description());
    return new Draft(
        step,
        scenario.name(),
        prose.filterValues(Option::isDefined).mapValues(text -> new Prose(text.get(), step)),
        scenario.tags(),
        scenario.needs(),
        scenario.options().toVector().map(option -> new Setting(option._1, option._2, step)),
        scenario.files().map(file -> new File(file.name(), file.size(), file.content(), step)),
        lines(scenario.setup(), step),
        scenario.tasks().map(task -> task(task, step)),
        lines(scenario.finallyCalls(), step),
        lines(scenario.afterCrash(), step),
        scenario.outcomes().map(rule -> rule(rule, step)));
  }

  private static Vector<Item> lines(CallList calls, Step step) {
    return calls
        .items()
        .map(item ->
            switch (item) {
              case CallList.Single single -> line(single.call(), step);
              case CallList.Repeat repeat ->
                  new Repeat(repeat.times(), repeat.written().map(call -> line(call, step)), step);
            });
  }

  private static Item line(Call call, Step step) {
    return new Line(call.toString(), Option.none(), step);
  }

  private static Task task(TaskSpec task, Step step) {
    return new Task(task.name(), task.process(), task.cpu(), lines(task.calls(), step), step);
  }

  private static Rule rule(OutcomeRule rule, Step step) {
    return new Rule(
        rule.on(),
        LinkedHashMap.of(
            "required", rule.required(), "allowed", rule.allowed(), "forbidden", rule.forbidden()),
        rule.because(),
        step);
  }
}
