package org.folioscope.scenarios.language;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scenario as its file says it: one question about concurrent calls, and the answers that are
 * right.
 *
 * @param name the scenario's name: lower-case letters, digits and hyphens
 * @param title one line, best a question
 * @param question the question in full, if the title is not it
 * @param source where the question comes from
 * @param description free prose
 * @param tags words to choose scenarios by
 * @param needs what a filesystem must have for the scenario to make sense; see {@link Need}
 * @param options machine options in the order written, by their {@link MachineOption#key}; words as
 *     written, numbers and sizes in plain decimal ({@code block-size: 1K} is {@code "1024"})
 * @param files the files that exist before set-up, in the order written
 * @param setup calls that run alone, once, before the tasks
 * @param tasks the tasks, in the order written; at least one
 * @param finallyCalls calls that run after all tasks ended
 * @param afterCrash calls that run on what a power cut left
 * @param outcomes expectations, in the order written; the first one names the default kernel and
 *     filesystem
 * @param text the file's text
 * @param path the file's name for messages
 */
public record Scenario(
    String name,
    String title,
    Option<String> question,
    Option<String> source,
    Option<String> description,
    Vector<String> tags,
    Vector<Need> needs,
    LinkedHashMap<String, String> options,
    Vector<FileSpec> files,
    CallList setup,
    Vector<TaskSpec> tasks,
    CallList finallyCalls,
    CallList afterCrash,
    Vector<OutcomeRule> outcomes,
    String text,
    String path) {

  private static final Pattern OPTIONS = Pattern.compile("^options:\\s*\\{", Pattern.MULTILINE);

  /**
   * The same on a machine that has these options too. What the scenario says of its machine itself
   * has to stand on one line.
   *
   * @throws ScenarioException if an option is not known, cannot have the value, or is set already
   */
  public Scenario with(SequencedMap<String, String> machineOptions) {
    String keys =
        machineOptions.entrySet().stream()
            .map(option -> option.getKey() + ": " + option.getValue())
            .collect(Collectors.joining(", "));
    String separator = text.endsWith("\n") ? "" : "\n";
    Matcher own = OPTIONS.matcher(text);
    return ScenarioParser.parse(
        path,
        own.find()
            ? own.replaceFirst("options: { " + keys + ",")
            : text + separator + "options: { " + keys + " }\n");
  }

  /** An error at a place of this scenario's file. */
  public ScenarioException error(Position position, String problem) {
    return new ScenarioException(path, position, problem);
  }

  /** The same that expects something else. */
  public Scenario withOutcomes(Vector<OutcomeRule> rules) {
    return new Scenario(
        name,
        title,
        question,
        source,
        description,
        tags,
        needs,
        options,
        files,
        setup,
        tasks,
        finallyCalls,
        afterCrash,
        rules,
        text,
        path);
  }

  @Override
  public String toString() {
    return "Scenario " + name + " (" + path + ")";
  }
}
