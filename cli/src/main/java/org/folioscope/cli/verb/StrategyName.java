package org.folioscope.cli.verb;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;

/** The strategies that can be asked for, and which options each of them takes. */
enum StrategyName {
  DPOR("dpor"),
  SOURCE_DPOR("source-dpor"),
  DELAY("delay", StrategyName.BOUND),
  PCT("pct", StrategyName.DEPTH, StrategyName.SEED),
  NAIVE("naive", StrategyName.BOUND),
  RANDOM("random", StrategyName.SEED);

  static final String BOUND = "--bound";
  static final String DEPTH = "--depth";
  static final String SEED = "--seed";

  private final String label;
  private final List<String> options;

  StrategyName(String label, String... options) {
    this.label = label;
    this.options = List.of(options);
  }

  /**
   * The strategy of that name.
   *
   * @throws BadInputException if there is none
   */
  static StrategyName of(String label) {
    return Arrays.stream(values())
        .filter(name -> name.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "there is no strategy '"
                    + label
                    + "'"
                    + DidYouMean.hint(label, labels())
                    + "; there are "
                    + String.join(", ", labels())));
  }

  /**
   * Checks that the strategy takes an option that was given.
   *
   * @throws BadInputException if it does not
   */
  void requireTakes(String option) {
    if (!options.contains(option)) {
      throw new BadInputException(
          option + " does not fit --strategy " + label + "; it is for " + takers(option));
    }
  }

  private static String takers(String option) {
    return Arrays.stream(values())
        .filter(name -> name.options.contains(option))
        .map(name -> name.label)
        .collect(Collectors.joining(" and "));
  }

  private static List<String> labels() {
    return Arrays.stream(values()).map(name -> name.label).toList();
  }
}
