package acme;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/** Names the filesystem. */
public final class AcmeProvider implements FilesystemProvider {

  public AcmeProvider() {
    /* provider */
  }

  @Override
  public String name() {
    return /* name */ "acme";
  }

  @Override
  public String help() {
    return "the trivial filesystem, counting";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION /* newer */;
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return AcmeFs.class;
  }

  @Override
  public List<Policy<?>> policies() {
    return List.of();
  }
}
