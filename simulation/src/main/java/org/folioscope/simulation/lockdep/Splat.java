package org.folioscope.simulation.lockdep;

/**
 * What lockdep prints.
 *
 * @param title after {@code WARNING: }
 * @param body everything below the head
 */
public record Splat(String title, String body) {

  /** The whole text; the kernel is named in the head, as people expect to see it there. */
  public String text(String kernel) {
    String warning = "WARNING: " + title;
    return "=".repeat(warning.length())
        + ("\n" + warning + "\n" + kernel + "\n")
        + ("-".repeat(warning.length()) + "\n")
        + body;
  }
}
