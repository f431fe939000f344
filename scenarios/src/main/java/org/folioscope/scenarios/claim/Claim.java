package org.folioscope.scenarios.claim;

import java.util.List;

/**
 * Something that was said, and how it can be decided.
 *
 * @param code lower-case letters, digits and hyphens
 * @param thread the thread of mails: three digits
 * @param text what was said, in our words
 * @param who said it, and when
 * @param takenBack by whom, or that it stands
 * @param because why it is so or not
 * @param answer what is known to be the answer
 * @param shown what decides it; all of it must speak for the claim if that is true
 */
public record Claim(
    String code,
    String thread,
    String text,
    String who,
    String takenBack,
    String because,
    boolean answer,
    List<Evidence> shown) {

  /** Copies what it is given. */
  public Claim {
    shown = List.copyOf(shown);
  }
}
