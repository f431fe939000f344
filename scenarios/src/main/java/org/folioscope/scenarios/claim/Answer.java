package org.folioscope.scenarios.claim;

import java.util.List;
import java.util.Optional;

/**
 * A claim and what came of it.
 *
 * @param claim what was said
 * @param findings by what decides it
 */
public record Answer(Claim claim, List<Finding> findings) {

  /** Copies what it is given. */
  public Answer {
    findings = List.copyOf(findings);
  }

  /** Whether the claim is true; empty if some search does not show and none speaks against it. */
  public Optional<Boolean> isTrue() {
    List<Optional<Boolean>> said = findings.stream().map(Finding::speaksFor).toList();
    if (said.stream().anyMatch(one -> one.isPresent() && !one.get())) {
      return Optional.of(false);
    }
    return said.stream().allMatch(Optional::isPresent) ? Optional.of(true) : Optional.empty();
  }

  /** Whether it comes out otherwise than it is known to be. */
  public boolean isContradicted() {
    return isTrue().filter(answer -> answer != claim.answer()).isPresent();
  }
}
