package org.folioscope.scenarios.junit;

import io.vavr.Tuple2;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;

/** Which kernels, filesystems and policies a test is about. */
final class Cases {

  private final Scenario scenario;
  private final Vector<String> kernels;
  private final Vector<String> filesystems;
  private final Vector<PolicySetting> policies;
  private final Surroundings surroundings;

  Cases(Scenario scenario, StorageTest asked, Surroundings surroundings) {
    this.scenario = scenario;
    this.kernels = Vector.of(asked.kernel());
    this.filesystems = Vector.of(asked.filesystem());
    this.policies = Vector.of(asked.policies()).map(PolicySetting::parse);
    this.surroundings = surroundings;
  }

  List<Case> all() {
    Vector<Case> cases = (isExplicit() ? explicit() : named()).distinctBy(Case::name);
    if (cases.isEmpty()) {
      throw nothing();
    }
    if (cases.forAll(one -> one.configuration().isEmpty())) {
      throw Surroundings.unknown(
          "filesystem", cases.head().filesystem(), surroundings.filesystemNames());
    }
    return cases.asJava();
  }

  private boolean isExplicit() {
    return !kernels.isEmpty() && !filesystems.isEmpty();
  }

  private Vector<Case> explicit() {
    filesystems
        .filter(name -> surroundings.filesystem(name).isEmpty())
        .forEach(name -> {
          throw Surroundings.unknown("filesystem", name, surroundings.filesystemNames());
        });
    return kernels.flatMap(kernel -> filesystems.map(name -> one(kernel, name, policies)));
  }

  private Vector<Case> named() {
    return scenario
        .outcomes()
        .filter(rule -> rule.on().options().forAll(this::hasOption))
        .flatMap(this::named);
  }

  private boolean hasOption(Tuple2<String, String> option) {
    return scenario.options().get(option._1).contains(option._2);
  }

  private Vector<Case> named(OutcomeRule rule) {
    Vector<String> onKernels =
        asked(kernels, rule.on().kernels(), allNamed(OutcomeRule.Where::kernels));
    Vector<String> onFilesystems =
        asked(filesystems, rule.on().filesystems(), Vector.ofAll(surroundings.filesystemNames()));
    Vector<PolicySetting> values =
        rule.on()
            .policies()
            .toVector()
            .map(entry -> new PolicySetting(entry._1, entry._2))
            .appendAll(policies)
            .distinct();
    return onKernels.flatMap(kernel -> onFilesystems.map(name -> one(kernel, name, values)));
  }

  private Vector<String> allNamed(Function<OutcomeRule.Where, Vector<String>> part) {
    return scenario.outcomes().flatMap(rule -> part.apply(rule.on())).distinct();
  }

  /** What a rule names, narrowed; a rule that names nothing holds for whatever is asked. */
  private static Vector<String> asked(
      Vector<String> narrowed, Vector<String> named, Vector<String> otherwise) {
    if (named.isEmpty()) {
      return narrowed.isEmpty() ? otherwise : narrowed;
    }
    return narrowed.isEmpty() ? named : named.filter(narrowed::contains);
  }

  private Case one(String kernel, String filesystem, Vector<PolicySetting> values) {
    Optional<Configuration> configuration =
        surroundings
            .filesystem(filesystem)
            .map(provider ->
                new Configuration(scenario, surroundings.policies(kernel, values), provider));
    return new Case(kernel, filesystem, values, configuration);
  }

  private BadInputException nothing() {
    String named =
        scenario
            .outcomes()
            .map(rule ->
                rule.on().kernels().mkString("/") + " " + rule.on().filesystems().mkString("/"))
            .mkString(", ");
    return new BadInputException(
        "the outcomes of "
            + scenario.name()
            + " name no kernel and filesystem that the test asks for"
            + (named.isBlank() ? "" : " (they name " + named.strip() + ")")
            + "; give both kernel and filesystem");
  }
}
