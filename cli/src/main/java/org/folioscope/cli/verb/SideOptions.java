package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.folioscope.cli.setup.Choices;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.PolicySetting;
import picocli.CommandLine.Option;

/** How the two sides of a comparison differ from what is said of both. */
final class SideOptions {

  @Option(
      names = "--left",
      paramLabel = "X",
      split = ",",
      required = true,
      description =
          "What the left side is: fs=NAME, kernel=NAME, pin=on|off, POLICY=VALUE or a code such as"
              + " wake:E2; several with commas, or repeated. The rest is as --fs, --kernel and"
              + " --policy say.")
  private List<String> left = new ArrayList<>();

  @Option(
      names = "--right",
      paramLabel = "X",
      split = ",",
      required = true,
      description = "The same for the right side.")
  private List<String> right = new ArrayList<>();

  @Option(
      names = "--with",
      paramLabel = "X",
      description =
          "A further side, several changes with commas; may be repeated. From three sides on each"
              + " is a column.")
  private List<String> with = new ArrayList<>();

  /** The sides beyond the left and the right one. */
  List<Choices> further(Choices both) {
    return with.stream().map(side -> changed(both, "--with", List.of(side.split(",")))).toList();
  }

  /** How each side was written, from the left one on. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(String.join(", ", left));
    names.add(String.join(", ", right));
    names.addAll(with);
    return names;
  }

  Choices left(Choices both) {
    return changed(both, "--left", left);
  }

  Choices right(Choices both) {
    return changed(both, "--right", right);
  }

  private static Choices changed(Choices both, String option, List<String> changes) {
    Optional<String> kernel = both.kernel();
    Optional<String> filesystem = both.filesystem();
    SequencedMap<String, String> policies = new LinkedHashMap<>(both.policies());
    Set<String> seen = new TreeSet<>();
    for (String change : changes) {
      PolicySetting setting = parsed(option, change);
      String name = setting.name();
      String value = setting.value();
      if (!seen.add(name)) {
        throw new BadInputException(option + ": " + name + " is given twice");
      }
      switch (name) {
        case "fs" -> filesystem = Optional.of(value);
        case "kernel" -> kernel = Optional.of(value);
        // The last one holds where one is short for others, so it goes to the end.
        default -> policies.putLast(name, value);
      }
    }
    return new Choices(both.scenario(), kernel, filesystem, policies);
  }

  private static PolicySetting parsed(String option, String change) {
    try {
      return PolicySetting.parse(change);
    } catch (BadInputException e) {
      throw new BadInputException(
          option
              + ": '"
              + change
              + "' is not of the form NAME=VALUE, for example fs=xfs, kernel=linux-6.1 or pin=on,"
              + " nor a code such as wake:E2",
          e);
    }
  }
}
