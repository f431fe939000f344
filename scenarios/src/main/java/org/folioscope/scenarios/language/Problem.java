package org.folioscope.scenarios.language;

import io.vavr.control.Option;

/** What is wrong with a call, and where. */
record Problem(Position position, String text) {
  static Option<Problem> at(Position position, Option<String> text) {
    return text.map(problem -> new Problem(position, problem));
  }
}
