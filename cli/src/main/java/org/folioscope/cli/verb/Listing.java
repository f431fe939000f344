package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.Vector;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.contract.FilesystemProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list}: what there is. */
@Command(
    name = "list",
    description = "List scenarios, filesystems, kernels and policies.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope list",
      "  folioscope list policies",
      "  folioscope list --plugin my-fs.jar"
    })
final class Listing extends PluggableVerb {

  private static final List<String> SECTIONS =
      List.of("scenarios", "filesystems", "kernels", "policies");

  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      description = "scenarios, filesystems, kernels or policies; else all of them.")
  private @Nullable String section;

  @Override
  public Integer call() {
    if (section != null && !SECTIONS.contains(section)) {
      throw new BadInputException(
          "there is no list of '"
              + section
              + "'"
              + DidYouMean.hint(section, SECTIONS)
              + "; there are "
              + String.join(", ", SECTIONS));
    }
    // Whatever is wrong with a plug-in is told before anything else.
    session().policies();
    if (isJson()) {
      print(json());
      return ExitStatus.EXPECTED;
    }
    for (String each : section == null ? SECTIONS : List.of(section)) {
      if (section == null) {
        text().println(each + ":");
      }
      tell(each);
    }
    return ExitStatus.EXPECTED;
  }

  private void tell(String each) {
    PrintWriter out = text();
    switch (each) {
      case "scenarios" ->
          ScenarioFiles.catalogue()
              .forEach(name -> line(out, name, ScenarioFiles.builtIn(name).title()));
      case "filesystems" ->
          session().filesystems().forEach(provider -> line(out, provider.name(), provider.help()));
      case "kernels" -> Kernel.labels().forEach(name -> out.println("  " + name));
      default -> {
        session().policies().all().forEach(policy -> tell(out, policy));
        session().policies().aliases().forEach(alias -> tell(out, alias));
      }
    }
  }

  private void tell(PrintWriter out, Policy<?> policy) {
    line(out, policy.name(), String.join("|", session().policies().choices(policy)));
    out.println("      " + policy.help());
    out.println("      " + policy.source());
  }

  private static void tell(PrintWriter out, PolicyAlias alias) {
    line(
        out,
        alias.name(),
        alias.values().entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(" ")));
    out.println("      " + alias.help());
  }

  private static void line(PrintWriter out, String name, String text) {
    out.println("  %-28s %s".formatted(name, text).stripTrailing());
  }

  /** Always the whole of it: a program takes what it needs. */
  private ObjectNode json() {
    ObjectNode json = Json.object();
    Vector<String> names = ScenarioFiles.catalogue();
    json.set("scenarios", Json.array(names));
    json.set("filesystems", Json.array(session().filesystemNames()));
    json.set("kernels", Json.array(Kernel.labels()));
    ArrayNode policies = json.putArray("policies");
    for (Policy<?> policy : session().policies().all()) {
      ObjectNode node = policies.addObject();
      node.put("name", policy.name());
      node.set("values", Json.array(session().policies().choices(policy)));
      node.put("source", policy.source());
      node.put("help", policy.help());
      ObjectNode kernels = node.putObject("kernels");
      for (Kernel kernel : Kernel.values()) {
        kernels.put(kernel.label(), Policy.label(policy.in(kernel)));
      }
    }
    ArrayNode aliases = json.putArray("aliases");
    for (PolicyAlias alias : session().policies().aliases()) {
      ObjectNode node = aliases.addObject();
      node.put("name", alias.name());
      ObjectNode values = node.putObject("values");
      alias.values().forEach(values::put);
      node.put("help", alias.help());
    }
    ObjectNode titles = json.putObject("titles");
    names.forEach(name -> titles.put(name, ScenarioFiles.builtIn(name).title()));
    for (FilesystemProvider provider : session().filesystems()) {
      titles.put(provider.name(), provider.help());
    }
    return json;
  }
}
