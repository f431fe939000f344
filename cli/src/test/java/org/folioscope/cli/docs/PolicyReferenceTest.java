package org.folioscope.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/policies.md} is made from the policies of all modules and filesystems; {@code
 * -Ddocs.fix} writes it anew.
 */
class PolicyReferenceTest {

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "policies.md");

  private static final String HEAD =
      """
      # Policies

      <!-- made from the policies; mvn -pl cli -am test -Ddocs.fix -->

      A policy is something that kernels do in one way or another: a fix, or its absence. A kernel is one value for each;
      `--policy name=value` changes one by hand.

      """;

  private static final String ALIASES =
      """

      ## Short names

      Codes that mails and documents have for fixes, and words for several policies at once. They go wherever a policy goes:
      `--policy wake:E2`, `--columns linux-5.9+wake:E2,linux-4.15+pin=on`, `--vary wake`, `on: { policy: wake:E2 }` in a scenario.

      | name | stands for | what it is |
      |---|---|---|
      """;

  private final KnownPolicies known = new Session().policies();
  private final List<Policy<?>> policies = known.all();

  @Test
  void thePageSaysWhatThePoliciesSay() throws IOException {
    String expected =
        HEAD
            + "## By kernel\n\n"
            + matrix()
            + aliases()
            + policies.stream().map(PolicyReferenceTest::entry).collect(Collectors.joining());
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(PAGE).as("%s; -Ddocs.fix writes it anew", PAGE).content().isEqualTo(expected);
    }
  }

  @Test
  void everyPolicySaysWhatItSwitchesAndWhereItComesFrom() {
    assertThat(policies)
        .allSatisfy(policy -> {
          assertThat(policy.help()).as("help of %s", policy).isNotBlank();
          assertThat(policy.source()).as("source of %s", policy).isNotBlank();
        });
  }

  @Test
  void everyShortNameStandsForValuesThatThereAre() {
    assertThat(known.aliases())
        .allSatisfy(alias -> {
          assertThat(alias.help()).as("help of %s", alias.name()).isNotBlank();
          assertThat(alias.values()).as(alias.name()).isNotEmpty();
          assertThat(alias.values())
              .allSatisfy((name, value) -> assertThat(known.has(name, value)).isTrue());
        })
        .extracting(PolicyAlias::name)
        .doesNotHaveDuplicates();
  }

  private String aliases() {
    StringBuilder text = new StringBuilder(ALIASES);
    for (PolicyAlias alias : known.aliases()) {
      String values =
          alias.values().entrySet().stream()
              .map(value -> "`" + value.getKey() + "=" + value.getValue() + "`")
              .collect(Collectors.joining(", "));
      text.append("| `%s` | %s | %s |\n".formatted(alias.name(), values, alias.help()));
    }
    return text.toString();
  }

  /** A line for each policy; kernels with the same values share a column. */
  private String matrix() {
    List<List<Kernel>> columns = new ArrayList<>();
    for (Kernel kernel : Kernel.values()) {
      columns.stream()
          .filter(column -> values(column.getFirst()).equals(values(kernel)))
          .findFirst()
          .ifPresentOrElse(
              column -> column.add(kernel), () -> columns.add(new ArrayList<>(List.of(kernel))));
    }
    StringBuilder text = new StringBuilder("| policy |");
    columns.forEach(column ->
        text.append(' ')
            .append(column.stream().map(Kernel::label).collect(Collectors.joining(" ")))
            .append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (Policy<?> policy : policies) {
      text.append("| `").append(policy.name()).append("` |");
      columns.forEach(column ->
          text.append(' ').append(Policy.label(policy.in(column.getFirst()))).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private List<String> values(Kernel kernel) {
    return policies.stream().map(policy -> Policy.label(policy.in(kernel))).toList();
  }

  private static String entry(Policy<?> policy) {
    String values =
        policy.values().stream()
            .map(value -> "| `" + value + "` | " + kernels(policy, value) + " |\n")
            .collect(Collectors.joining());
    return "\n## `%s`\n\n%s\n\nSource: %s\n\n| value | kernels |\n|---|---|\n%s"
        .formatted(policy.name(), sentence(policy.help()), policy.source(), values);
  }

  private static String kernels(Policy<?> policy, String value) {
    String kernels =
        Arrays.stream(Kernel.values())
            .filter(kernel -> Policy.label(policy.in(kernel)).equals(value))
            .map(Kernel::label)
            .collect(Collectors.joining(" "));
    return kernels.isEmpty() ? "–" : kernels;
  }

  private static String sentence(String help) {
    String text = Character.toUpperCase(help.charAt(0)) + help.substring(1);
    return text.matches(".*[.?]") ? text : text + ".";
  }
}
