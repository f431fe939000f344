package org.folioscope.scenarios.junit;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.outcome.Verdict;

/**
 * Assertions about what the exploration of a configuration found. A failure shows the outcomes, how
 * the worst one comes about, and how to repeat it.
 */
public final class ExploredAssert extends AbstractAssert<ExploredAssert, Explored> {

  ExploredAssert(Explored actual) {
    super(actual, ExploredAssert.class);
  }

  /** The verdict is that all is as the scenario expects. */
  public ExploredAssert isExpected() {
    return has(Verdict.EXPECTED);
  }

  /** The verdict is that something is not as the scenario expects. */
  public ExploredAssert isUnexpected() {
    return has(Verdict.UNEXPECTED);
  }

  /** The verdict is open: the search was cut short, or showed nothing. */
  public ExploredAssert isUnknown() {
    return has(Verdict.UNKNOWN);
  }

  private ExploredAssert has(Verdict verdict) {
    isNotNull();
    if (actual.verdict() != verdict) {
      throw failed("the verdict is not '" + verdict.label() + "'");
    }
    return this;
  }

  /** Every interleaving was tried. */
  public ExploredAssert isComplete() {
    isNotNull();
    if (!actual.result().complete()) {
      throw failed("not every interleaving was tried");
    }
    return this;
  }

  /** Some interleaving has each of these outcomes, by id or group. */
  public ExploredAssert reaches(String... outcomes) {
    isNotNull();
    for (String outcome : outcomes) {
      if (!isReached(outcome)) {
        throw failed("no interleaving was found that reaches '" + outcome + "'");
      }
    }
    return this;
  }

  /**
   * No interleaving has any of these outcomes, by id or group. That can be said only when every
   * interleaving was tried and there was something to try.
   */
  public ExploredAssert neverReaches(String... outcomes) {
    isNotNull();
    for (String outcome : outcomes) {
      if (isReached(outcome)) {
        throw failed("some interleaving reaches '" + outcome + "'");
      }
    }
    if (!actual.result().choiceMade() || !actual.idle().isEmpty()) {
      throw failed("'never' means nothing here: " + actual.reason());
    }
    return isComplete();
  }

  /** Exactly these outcomes were found, by their full ids, in any order. */
  public ExploredAssert hasOutcomes(String... ids) {
    isNotNull();
    List<String> found = actual.found().stream().map(one -> one.outcome().id()).sorted().toList();
    List<String> wanted = Arrays.stream(ids).sorted().toList();
    if (!found.equals(wanted)) {
      throw failed("the outcomes are " + found + ", not " + wanted);
    }
    return this;
  }

  private boolean isReached(String outcome) {
    return actual.found().stream().anyMatch(one -> one.outcome().matches(outcome));
  }

  private AssertionError failed(String what) {
    return failure("%s", what + "\n\n" + new FailureText(actual).text());
  }
}
