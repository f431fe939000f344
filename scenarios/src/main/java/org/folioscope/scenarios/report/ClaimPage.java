package org.folioscope.scenarios.report;

import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.scenarios.claim.Answer;
import org.folioscope.scenarios.claim.Finding;
import org.folioscope.scenarios.run.Configuration;

/**
 * Claims and their answers in Markdown. Nothing in it depends on how fast the machine is, nor on
 * how an interleaving is written down.
 */
public final class ClaimPage {

  private ClaimPage() {}

  /** A section for each claim, with headings of the second level. */
  public static String of(List<Answer> answers) {
    return answers.stream().map(ClaimPage::section).collect(Collectors.joining("\n"));
  }

  private static String section(Answer answer) {
    String head = "## %s (thread %s)\n\n".formatted(answer.claim().code(), answer.claim().thread());
    String cells =
        answer.findings().stream().map(ClaimPage::line).collect(Collectors.joining("\n", "", "\n"));
    return head
        + "> %s\n\n".formatted(answer.claim().text())
        + "%s. Taken back: %s.\n\n".formatted(answer.claim().who(), answer.claim().takenBack())
        + "**%s**: %s.\n\n".formatted(word(answer), answer.claim().because())
        + cells;
  }

  /** The answer in a word. */
  static String word(Answer answer) {
    return answer.isTrue().map(isTrue -> isTrue ? "true" : "false").orElse("unknown");
  }

  private static String line(Finding finding) {
    Configuration on = finding.explored().configuration();
    return "- %s %s (`%s`, %s)"
        .formatted(
            finding.evidence().cell(),
            found(finding),
            on.scenario().name(),
            finding.evidence().matrix());
  }

  /** What came of a cell, in words. */
  static String found(Finding finding) {
    String code = finding.evidence().code().label();
    if (finding.reaches()) {
      return "comes to " + code;
    }
    return finding.speaksFor().isPresent()
        ? "does not come to " + code + " in any interleaving"
        : "did not come to " + code + " before the search was cut short";
  }
}
