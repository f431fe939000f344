package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.folioscope.scenarios.claim.Answer;
import org.folioscope.scenarios.claim.Finding;

/** Claims and their answers for a terminal. */
public final class ClaimList {

  private static final int WIDTH = 100;

  private ClaimList() {}

  /**
   * A paragraph for each claim.
   *
   * @param link how the interleaving that decides a cell can be seen; empty if there is none
   */
  public static String of(List<Answer> answers, Function<Finding, String> link) {
    List<String> lines = new ArrayList<>();
    for (Answer answer : answers) {
      lines.add(answer.claim().code() + " (thread " + answer.claim().thread() + ")");
      lines.addAll(indented("", answer.claim().text()));
      lines.addAll(
          indented("", answer.claim().who() + "; taken back: " + answer.claim().takenBack() + "."));
      String expected =
          answer.isContradicted() ? ", although it is known to be " + answer.claim().answer() : "";
      String word = ClaimPage.word(answer).toUpperCase(Locale.ROOT);
      lines.addAll(indented("", word + expected + ": " + answer.claim().because()));
      for (Finding finding : answer.findings()) {
        lines.addAll(
            indented(
                "  ",
                "%s (%s) %s; %,d executions"
                    .formatted(
                        finding.evidence().cell(),
                        finding.explored().configuration().scenario().name(),
                        ClaimPage.found(finding),
                        finding.explored().result().executions())));
        String shown = link.apply(finding);
        if (!shown.isEmpty()) {
          lines.add("      " + shown);
        }
      }
      lines.add("");
    }
    return String.join("\n", lines);
  }

  private static List<String> indented(String more, String text) {
    return Wrap.words(text.replace("×", "x"), WIDTH - 2 - more.length(), 2).stream()
        .map(line -> "  " + more + line)
        .toList();
  }
}
