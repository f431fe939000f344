package org.folioscope.scenarios.outcome;

import io.vavr.collection.Vector;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.folioscope.scenarios.language.OutcomeRule;

/** What a scenario expects of one kernel and filesystem: the rules that hold there, together. */
public final class Expectations {

  private final Vector<OutcomeRule> rules;

  /** The rules given. */
  public Expectations(Vector<OutcomeRule> rules) {
    this.rules = rules;
  }

  /** Whether the scenario says nothing of this kernel and filesystem. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** What the scenario says of an outcome; an {@code ok} that no rule forbids is allowed. */
  public Expectation of(Outcome outcome) {
    if (names(OutcomeRule::forbidden).anyMatch(outcome::matches)) {
      return Expectation.FORBIDDEN;
    }
    if (names(OutcomeRule::required).anyMatch(outcome::matches)) {
      return Expectation.REQUIRED;
    }
    if (outcome.isOk() || coveredBy(outcome)) {
      return Expectation.ALLOWED;
    }
    return Expectation.UNLISTED;
  }

  /** Why: the reason of the first rule that says something of the outcome. */
  public String because(Outcome outcome) {
    return rules
        .filter(rule ->
            rule.required()
                .appendAll(rule.allowed())
                .appendAll(rule.forbidden())
                .exists(outcome::matches))
        .map(OutcomeRule::because)
        .headOption()
        .getOrElse("");
  }

  /** The required names that none of the outcomes has. */
  public List<String> missing(List<Outcome> found) {
    return names(OutcomeRule::required)
        .filter(name -> found.stream().noneMatch(outcome -> outcome.matches(name)))
        .distinct()
        .toList();
  }

  /**
   * The verdict over an exploration.
   *
   * @param complete whether every interleaving was covered
   * @param meaningful whether there was something to choose and every task ran: if not, nothing can
   *     be "expected"
   */
  public Verdict verdict(List<Outcome> found, boolean complete, boolean meaningful) {
    List<Expectation> said = found.stream().map(this::of).toList();
    if (said.contains(Expectation.FORBIDDEN)
        || (!isEmpty() && said.contains(Expectation.UNLISTED))) {
      return Verdict.UNEXPECTED;
    }
    List<String> missing = missing(found);
    if (isEmpty() || !meaningful) {
      return Verdict.UNKNOWN;
    }
    if (!missing.isEmpty()) {
      return complete ? Verdict.UNEXPECTED : Verdict.UNKNOWN;
    }
    return complete || provesByExample() ? Verdict.EXPECTED : Verdict.UNKNOWN;
  }

  /**
   * Whether reaching what is required is all that is claimed: something bad can happen, and nothing
   * is said never to.
   */
  private boolean provesByExample() {
    boolean somethingBad = names(OutcomeRule::required).anyMatch(name -> !name.equals(Outcome.OK));
    return somethingBad && names(OutcomeRule::forbidden).findAny().isEmpty();
  }

  private boolean coveredBy(Outcome outcome) {
    List<String> allowed =
        Stream.concat(names(OutcomeRule::allowed), names(OutcomeRule::required)).toList();
    return outcome.ids().stream()
        .allMatch(
            id -> allowed.stream().anyMatch(name -> id.equals(name) || id.startsWith(name + "-")));
  }

  private Stream<String> names(Function<OutcomeRule, Vector<String>> part) {
    return rules.flatMap(part).toJavaStream();
  }
}
