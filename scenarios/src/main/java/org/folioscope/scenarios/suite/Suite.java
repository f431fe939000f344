package org.folioscope.scenarios.suite;

import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.Scenario;

/**
 * Cases that belong together. A case is a scenario: its name, its title, its tags, and calls with
 * their results. One with a single task is run once; one with several is explored, and no
 * interleaving may give another result.
 *
 * @param name what a person types
 * @param title one line
 * @param cases in the order in which they are run, names unique
 */
public record Suite(String name, String title, Vector<Scenario> cases) {

  /** The case of that name, or those whose names match a pattern with {@code *} and {@code ?}. */
  public Suite matching(String pattern) {
    String expression = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return new Suite(name, title, cases.filter(one -> one.name().matches(expression)));
  }
}
