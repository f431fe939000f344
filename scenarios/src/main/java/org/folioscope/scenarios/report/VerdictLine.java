package org.folioscope.scenarios.report;

import java.util.List;
import java.util.Locale;
import org.folioscope.scenarios.outcome.Verdict;

/**
 * The answer in a line, and below it what it holds for.
 *
 * @param verdict whether what was found is what was expected
 * @param reason why, in a few words
 * @param kernel the kernel's name
 * @param filesystem the filesystem's name
 * @param policies policies switched by hand, as {@code name=value}
 * @param grain how finely the machine was cut into steps
 * @param strategy how was searched
 * @param complete whether every interleaving was covered
 * @param executions how many executions were made
 * @param time how long it took, as it is to be printed; may be empty
 */
public record VerdictLine(
    Verdict verdict,
    String reason,
    String kernel,
    String filesystem,
    List<String> policies,
    String grain,
    String strategy,
    boolean complete,
    long executions,
    String time) {

  private static final int WIDTH = 80;

  /** Copies what it is given. */
  public VerdictLine {
    policies = List.copyOf(policies);
  }

  /** The lines, at most 80 characters wide. */
  public String text() {
    String first = verdict.label() + (reason.isEmpty() ? "" : ": " + reason);
    String where =
        filesystem
            + " on "
            + kernel
            + (policies.isEmpty() ? "" : " with " + String.join(", ", policies))
            + "; grain "
            + grain;
    String how =
        String.format(
            Locale.ROOT,
            "%s, %s: %,d execution%s%s",
            strategy,
            complete ? "every interleaving" : "cut short",
            executions,
            executions == 1 ? "" : "s",
            time.isEmpty() ? "" : " in " + time);
    StringBuilder text = new StringBuilder();
    Wrap.words(first, WIDTH, 2).forEach(line -> text.append(line).append("\n"));
    Wrap.words(where, WIDTH - 2, 2).forEach(line -> text.append("  ").append(line).append("\n"));
    Wrap.words(how, WIDTH - 2, 2).forEach(line -> text.append("  ").append(line).append("\n"));
    return text.toString();
  }
}
