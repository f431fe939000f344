package org.folioscope.scenarios.builder;

import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;

/** A scenario as the text of a YAML file, in one canonical form, and the step behind each line. */
public final class ScenarioText {

  private final List<String> lines = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private ScenarioText() {}

  /** The canonical text; reading it gives an equal scenario but for positions. */
  public static String of(Scenario scenario) {
    Step anywhere = new Step("a scenario", scenario.path(), 1);
    return write(Draft.of(scenario, anywhere)).text();
  }

  static ScenarioText write(Draft draft) {
    ScenarioText out = new ScenarioText();
    Step origin = draft.origin();
    out.line("scenario: " + Scalars.word(draft.name()), origin);
    Draft.PROSE.forEach(key -> draft.prose().get(key).forEach(prose -> out.prose(key, prose)));
    out.words("tags", draft.tags(), origin);
    out.words("needs", draft.needs().map(Need::word), origin);
    out.options(draft);
    out.files(draft);
    out.calls("setup", draft.setup(), origin);
    out.tasks(draft);
    out.calls("finally", draft.finallyCalls(), origin);
    out.calls("after_crash", draft.afterCrash(), origin);
    if (!draft.rules().isEmpty()) {
      out.line("outcomes:", origin);
      draft.rules().forEach(out::rule);
    }
    return out;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** The step that a line of the text comes from, counted from 1. */
  Step step(int line) {
    return steps.get(Math.clamp(line - 1L, 0, steps.size() - 1));
  }

  private void line(String text, Step step) {
    lines.add(text);
    steps.add(step);
  }

  private void prose(String key, Draft.Prose prose) {
    String text = prose.text().strip();
    if (!Scalars.fitsBlock(text)) {
      line(key + ": " + Scalars.sentence(text), prose.step());
      return;
    }
    line(key + ": |", prose.step());
    text.lines().forEach(one -> line(one.isEmpty() ? "" : "  " + one, prose.step()));
  }

  private void words(String key, Vector<String> words, Step step) {
    if (!words.isEmpty()) {
      line(key + ": " + list(words), step);
    }
  }

  private void options(Draft draft) {
    if (!draft.options().isEmpty()) {
      line("options:", draft.origin());
      draft.options().forEach(option -> line("  " + setting(option), option.step()));
    }
  }

  private static String setting(Draft.Setting option) {
    return Scalars.word(option.name()) + ": " + value(option.value());
  }

  /** Numbers and truth values stay as they are typed: what reads them takes any single value. */
  private static String value(String value) {
    return value.matches("[a-z0-9]+") && !value.equals("null") ? value : Scalars.quoted(value);
  }

  private void files(Draft draft) {
    if (!draft.files().isEmpty()) {
      line("files:", draft.origin());
      draft
          .files()
          .forEach(file -> line("  " + Scalars.word(file.name()) + ": " + size(file), file.step()));
    }
  }

  private static String size(Draft.File file) {
    String size = size(file.size());
    return switch (file.content()) {
      case FileContent.Fill fill when fill.value() == 0 -> size;
      case FileContent.Fill fill when fill.value() > 0 ->
          "{ size: %s, fill: 0x%02X }".formatted(size, fill.value());
      case FileContent.Fill fill -> "{ size: %s, fill: %d }".formatted(size, fill.value());
      case FileContent.Pattern pattern ->
          "{ size: %s, pattern: %d }".formatted(size, pattern.seed());
      case FileContent.Hole _ -> "{ size: %s, sparse: true }".formatted(size);
    };
  }

  private static String size(long bytes) {
    boolean whole = bytes > 0 && bytes % Terms.K == 0;
    return whole ? bytes / Terms.K + "K" : Long.toString(bytes);
  }

  private void calls(String key, Vector<Draft.Item> calls, Step step) {
    if (!calls.isEmpty()) {
      line(key + ":", step);
      listed("  ", calls);
    }
  }

  private void listed(String indent, Vector<Draft.Item> calls) {
    calls.forEach(item -> {
      switch (item) {
        case Draft.Line call -> line(indent + "- " + Scalars.call(call.text()), call.step());
        case Draft.Repeat repeat -> {
          line(indent + "- repeat: " + repeat.times(), repeat.step());
          line(indent + "  calls:" + (repeat.calls().isEmpty() ? " []" : ""), repeat.step());
          listed(indent + "    ", repeat.calls());
        }
      }
    });
  }

  private void tasks(Draft draft) {
    line(draft.tasks().isEmpty() ? "tasks: {}" : "tasks:", draft.origin());
    draft.tasks().forEach(this::task);
  }

  private void task(Draft.Task task) {
    String name = "  " + Scalars.word(task.name()) + ":";
    String none = task.calls().isEmpty() ? " []" : "";
    if (task.process().equals(TaskSpec.MAIN) && task.cpu().isEmpty()) {
      line(name + none, task.step());
      listed("    ", task.calls());
      return;
    }
    line(name, task.step());
    if (!task.process().equals(TaskSpec.MAIN)) {
      line("    process: " + Scalars.word(task.process()), task.step());
    }
    task.cpu().forEach(cpu -> line("    cpu: " + cpu, task.step()));
    line("    calls:" + none, task.step());
    listed("      ", task.calls());
  }

  private void rule(Draft.Rule rule) {
    line("  - on: " + on(rule.on()), rule.step());
    for (Tuple2<String, Vector<String>> outcome : rule.outcomes()) {
      if (!outcome._2.isEmpty()) {
        line("    " + outcome._1 + ": " + list(outcome._2), rule.step());
      }
    }
    line("    because: " + Scalars.sentence(rule.because()), rule.step());
  }

  private static String on(OutcomeRule.Where on) {
    Vector<String> parts =
        names("kernel", on.kernels())
            .appendAll(names("filesystem", on.filesystems()))
            .appendAll(mapping("policy", on.policies()))
            .appendAll(mapping("options", on.options()));
    return parts.isEmpty() ? "{}" : parts.mkString("{ ", ", ", " }");
  }

  private static Vector<String> names(String key, Vector<String> names) {
    return switch (names.size()) {
      case 0 -> Vector.empty();
      case 1 -> Vector.of(key + ": " + Scalars.word(names.head()));
      default -> Vector.of(key + ": " + list(names));
    };
  }

  private static Vector<String> mapping(String key, LinkedHashMap<String, String> values) {
    return values.isEmpty()
        ? Vector.empty()
        : values
            .toVector()
            .map(entry -> Scalars.word(entry._1) + ": " + value(entry._2))
            .transform(entries -> Vector.of(key + ": " + entries.mkString("{ ", ", ", " }")));
  }

  private static String list(Vector<String> names) {
    return names.map(Scalars::word).mkString("[ ", ", ", " ]");
  }
}
