package org.folioscope.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.trivial.TrivialProvider;

/** A filesystem of this program with a bug of choice, which a policy names. */
final class MutantProvider implements FilesystemProvider {

  static final Policy<Mutation> MUTATION =
      Policy.named("mutation", Mutation.NONE)
          .help("The bug that is planted.")
          .source("tests")
          .build();

  private final FilesystemProvider base;

  MutantProvider(String base) {
    this.base = base(base);
  }

  /** The filesystem without a bug. */
  static FilesystemProvider base(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseGet(TrivialProvider::new);
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public String help() {
    return base.help() + ", with a bug";
  }

  @Override
  public int contractVersion() {
    return base.contractVersion();
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return MutantFilesystem.class;
  }

  @Override
  public List<Policy<?>> policies() {
    List<Policy<?>> policies = new ArrayList<>(base.policies());
    policies.add(MUTATION);
    return policies;
  }
}
