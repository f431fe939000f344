package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.cli.setup.Choices;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.PolicySetting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is run on which kernel and filesystem. */
final class ConfigurationOptions {

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A built-in scenario's name, or the path of a YAML file.")
  private String scenario = "";

  @Option(
      names = "--fs",
      paramLabel = "F",
      description = "The filesystem; else that of the scenario's first rule.")
  private @Nullable String filesystem;

  @Option(
      names = "--kernel",
      paramLabel = "K",
      description = "The kernel; else that of the scenario's first rule.")
  private @Nullable String kernel;

  @Option(
      names = "--policy",
      paramLabel = "P=V",
      description =
          "Set one policy by hand; may be repeated. pin=on is short for direct I/O with pins"
              + " that reclaim respects, pin=off for neither; codes such as wake:E2 need no value.")
  private List<String> policies = new ArrayList<>();

  Choices choices() {
    return new Choices(
        scenario, Optional.ofNullable(kernel), Optional.ofNullable(filesystem), policies(policies));
  }

  /** What a person typed as {@code POLICY=VALUE} or as a code, by the names. */
  static SequencedMap<String, String> policies(List<String> typed) {
    SequencedMap<String, String> byName = new LinkedHashMap<>();
    for (String policy : typed) {
      PolicySetting setting = PolicySetting.parse(policy);
      if (byName.put(setting.name(), setting.value()) != null) {
        throw new BadInputException("the policy " + setting.name() + " is given twice");
      }
    }
    return byName;
  }
}
