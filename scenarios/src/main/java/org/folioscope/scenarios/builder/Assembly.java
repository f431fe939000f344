package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.language.TaskSpec;

/**
 * Makes a scenario of its steps: writes them down as YAML, has the parser read that, and gives what
 * was read, or what was wrong, the places of the steps.
 */
final class Assembly {

  private final Draft draft;

  private Assembly(Draft draft) {
    this.draft = draft;
  }

  static Scenario of(Draft draft) {
    return new Assembly(draft).scenario();
  }

  private Scenario scenario() {
    if (!draft.prose().containsKey("title")) {
      throw draft.origin().error("the scenario needs a title(\"…\"), best a question");
    }
    once(draft.files(), Draft.File::name, Draft.File::step);
    once(draft.tasks(), Draft.Task::name, Draft.Task::step);
    once(draft.options(), Draft.Setting::name, Draft.Setting::step);
    Scenario read = placed(parse());
    return withText(read, ScenarioText.of(read));
  }

  private static <T> void once(Vector<T> all, Function<T, String> name, Function<T, Step> step) {
    SortedMap<String, Step> seen = new TreeMap<>();
    for (T one : all) {
      Step earlier = seen.putIfAbsent(name.apply(one), step.apply(one));
      if (earlier != null) {
        throw step.apply(one).error("the name is given twice; first at " + earlier);
      }
    }
  }

  private Scenario parse() {
    ScenarioText text = ScenarioText.write(draft);
    try {
      return ScenarioParser.parse(draft.origin().file(), text.text());
    } catch (ScenarioException e) {
      throw text.step(e.position().line()).error(e.problem());
    }
  }

  private Scenario placed(Scenario read) {
    return new Scenario(
        read.name(),
        read.title(),
        read.question(),
        read.source(),
        read.description(),
        read.tags(),
        read.needs(),
        read.options(),
        read.files().zipWith(draft.files(), (file, from) -> Places.at(position(from.step()), file)),
        calls(read.setup(), draft.setup()),
        read.tasks().zipWith(draft.tasks(), this::task),
        calls(read.finallyCalls(), draft.finallyCalls()),
        calls(read.afterCrash(), draft.afterCrash()),
        read.outcomes()
            .zipWith(draft.rules(), (rule, from) -> Places.at(position(from.step()), rule)),
        read.text(),
        read.path());
  }

  private Position position(Step step) {
    return step.position(draft.origin());
  }

  private TaskSpec task(TaskSpec read, Draft.Task from) {
    return new TaskSpec(
        read.name(),
        read.process(),
        read.cpu(),
        calls(read.calls(), from.calls()),
        position(from.step()));
  }

  private CallList calls(CallList read, Vector<Draft.Item> from) {
    return new CallList(read.items().zipWith(from, this::item));
  }

  /** What was read has the shape of what was written: single calls are one line each. */
  private CallList.Item item(CallList.Item read, Draft.Item from) {
    return switch (from) {
      case Draft.Line line -> new CallList.Single(call(read.written().head(), line));
      case Draft.Repeat repeat ->
          new CallList.Repeat(
              repeat.times(),
              read.written().zipWith(repeat.calls(), (call, line) -> call(call, (Draft.Line) line)),
              position(repeat.step()));
    };
  }

  private Call call(Call read, Draft.Line from) {
    Draft.Shape found = new Draft.Shape(read.arguments().size(), read.named().size());
    for (Draft.Shape given : from.shape()) {
      if (!given.equals(found)) {
        throw from.step()
            .error(
                "%d arguments were given, but '%s' has %d; an argument is one expression, without a comma"
                    .formatted(
                        given.positional() + given.named(),
                        read,
                        found.positional() + found.named()));
      }
    }
    return Places.at(position(from.step()), read);
  }

  private static Scenario withText(Scenario read, String text) {
    return new Scenario(
        read.name(),
        read.title(),
        read.question(),
        read.source(),
        read.description(),
        read.tags(),
        read.needs(),
        read.options(),
        read.files(),
        read.setup(),
        read.tasks(),
        read.finallyCalls(),
        read.afterCrash(),
        read.outcomes(),
        text,
        read.path());
  }
}
