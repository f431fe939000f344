package org.folioscope.scenarios.report;

import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.FileSpec;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;

/** A scenario for a person to read: the question, who does what, and which answers are right. */
public final class ScenarioPage {

  private static final int WIDTH = 80;
  private static final int INDENT = 2;
  private static final int LABEL = 11;

  private final StringBuilder text = new StringBuilder();

  private ScenarioPage() {}

  /** The page, 80 columns wide. */
  public static String of(Scenario scenario) {
    ScenarioPage page = new ScenarioPage();
    page.paragraph(0, scenario.name() + ": " + scenario.question().getOrElse(scenario.title()));
    page.text.append("\n");
    scenario.description().forEach(prose -> page.prose(prose));
    if (!scenario.options().isEmpty()) {
      page.heading("Machine");
      scenario.options().forEach((key, value) -> page.paragraph(INDENT, key + ": " + value));
    }
    if (!scenario.files().isEmpty()) {
      page.heading("Files");
      scenario.files().forEach(file -> page.paragraph(INDENT, describe(file)));
    }
    page.calls("Set-up, once", scenario.setup());
    page.heading("At the same time");
    scenario.tasks().forEach(page::task);
    page.calls("Finally", scenario.finallyCalls());
    page.calls("After a crash", scenario.afterCrash());
    page.heading("Outcomes");
    scenario.outcomes().forEach(page::rule);
    scenario
        .source()
        .forEach(source -> {
          page.heading("Source");
          page.paragraph(INDENT, source);
        });
    return page.text.toString();
  }

  private void heading(String title) {
    text.append(text.toString().endsWith("\n\n") ? "" : "\n").append(title).append("\n");
  }

  /** Prose keeps its empty lines. */
  private void prose(String prose) {
    for (String paragraph : prose.strip().split("\n\\s*\n")) {
      paragraph(0, paragraph);
      text.append("\n");
    }
  }

  private void calls(String title, CallList calls) {
    if (!calls.isEmpty()) {
      heading(title);
      listed(INDENT, calls);
    }
  }

  private void listed(int indent, CallList calls) {
    for (CallList.Item item : calls.items()) {
      int inner = indent;
      if (item instanceof CallList.Repeat repeat) {
        paragraph(indent, repeat.times() == 1 ? "once" : repeat.times() + " times");
        inner += INDENT;
      }
      for (Call call : item.written()) {
        paragraph(inner, call.toString());
      }
    }
  }

  private void task(TaskSpec task) {
    String process =
        task.process().equals(TaskSpec.MAIN) ? "" : " (process " + task.process() + ")";
    paragraph(INDENT, task.name() + process);
    listed(2 * INDENT, task.calls());
  }

  private void rule(OutcomeRule rule) {
    paragraph(INDENT, "on " + where(rule.on()));
    labelled("required", String.join(", ", rule.required()));
    labelled("allowed", String.join(", ", rule.allowed()));
    labelled("forbidden", String.join(", ", rule.forbidden()));
    labelled("because", rule.because());
  }

  private static String where(OutcomeRule.Where where) {
    String filesystems =
        where.filesystems().isEmpty() ? "" : String.join(", ", where.filesystems());
    String kernels =
        where.kernels().isEmpty() ? "every kernel" : String.join(", ", where.kernels());
    String extras =
        where
            .policies()
            .merge(where.options())
            .toJavaStream()
            .map(pair -> pair._1 + "=" + pair._2)
            .collect(Collectors.joining(", "));
    return kernels
        + (filesystems.isEmpty() ? "" : " with " + filesystems)
        + (extras.isEmpty() ? "" : ", " + extras);
  }

  private void labelled(String label, String value) {
    if (value.isEmpty()) {
      return;
    }
    int indent = 2 * INDENT;
    List<String> lines = Wrap.words(value, WIDTH - indent - LABEL, 0);
    for (int i = 0; i < lines.size(); i++) {
      String before = i == 0 ? label : "";
      text.append(" ".repeat(indent))
          .append(before)
          .append(" ".repeat(LABEL - before.length()))
          .append(lines.get(i))
          .append("\n");
    }
  }

  private void paragraph(int indent, String words) {
    Wrap.words(words, WIDTH - indent, INDENT * (indent > 0 ? 1 : 0))
        .forEach(line -> text.append(" ".repeat(indent)).append(line).append("\n"));
  }

  private static String describe(FileSpec file) {
    String content =
        switch (file.content()) {
          case FileContent.Fill fill -> String.format("filled with 0x%02X", fill.value());
          case FileContent.Pattern pattern -> "pattern " + pattern.seed();
          case FileContent.Hole _ -> "a hole";
        };
    return file.name() + ": " + file.size() + " bytes, " + content;
  }
}
