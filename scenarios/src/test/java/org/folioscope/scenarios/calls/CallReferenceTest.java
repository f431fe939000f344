package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.Signature;
import org.folioscope.scenarios.language.ValueType;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

/** {@code docs/calls.md} is made from the signatures; {@code -Ddocs.fix} writes it anew. */
class CallReferenceTest {

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "calls.md");

  private static final String HEAD =
      """
      # Calls

      <!-- made from the calls' signatures; mvn -pl scenarios -am test -Ddocs.fix -->

      Every call that a scenario can make, in the order of the names. What stands in brackets may be left out; `name=` is given by
      name, after the others. A call whose result is negative failed with that errno. How calls are written: [scenarios.md](scenarios.md).

      """;

  private static Vector<Signature> signatures() {
    Configuration any =
        new Configuration(
            ScenarioFiles.builtIn("kara-2018"),
            Policies.of(Kernel.LINUX_6_12),
            new TrivialProvider());
    return EmulatedMachine.wire(any).calls().signatures().all();
  }

  @Test
  void thePageSaysWhatTheSignaturesSay() throws IOException {
    String expected = HEAD + signatures().map(CallReferenceTest::entry).mkString("\n");
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(PAGE).as("%s; -Ddocs.fix writes it anew", PAGE).content().isEqualTo(expected);
    }
  }

  @Test
  void everyCallSaysWhatItDoes() {
    assertThat(signatures())
        .allSatisfy(signature ->
            assertThat(signature.help()).as(signature.name()).isNotBlank().doesNotContain("\n"));
  }

  private static String entry(Signature signature) {
    Vector<String> rows =
        signature
            .parameters()
            .map(parameter -> row(parameter.name(), parameter))
            .appendAll(signature.named().map(parameter -> row(parameter.name() + "=", parameter)));
    String table =
        rows.isEmpty()
            ? ""
            : "\n| parameter | takes | |\n|---|---|---|\n" + rows.mkString("\n") + "\n";
    String result =
        signature.result() == ValueType.NOTHING ? "" : " Gives " + signature.result().words() + ".";
    return "## `%s`\n\n%s.%s\n%s"
        .formatted(signature.usage(), sentence(signature.help()), result, table);
  }

  private static String row(String name, Parameter parameter) {
    String types = parameter.types().map(ValueType::words).mkString(" or ");
    String constants = parameter.constants().map(constant -> "`" + constant + "`").mkString(" ");
    return "| `%s` | %s%s |%s |"
        .formatted(
            name,
            types,
            constants.isEmpty() ? "" : ": " + constants,
            parameter.required() ? "" : " optional");
  }

  private static String sentence(String help) {
    return Character.toUpperCase(help.charAt(0)) + help.substring(1);
  }
}
