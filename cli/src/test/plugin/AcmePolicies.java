package acme;

import java.util.List;
import org.folioscope.simulation.policy.AddedValue;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.reclaim.PinnedFolios;

/** A fix to try: reclaim leaves every page alone that somebody holds. */
public final class AcmePolicies implements PolicyProvider {

  public AcmePolicies() {}

  @Override
  public List<Policy<?>> policies() {
    return List.of();
  }

  @Override
  public List<AddedValue> values() {
    PinnedFolios held = AcmePolicies::isHeld;
    return List.of(
        new AddedValue(
            /* policy */ "reclaim-pins", /* value */ "held", "leaves held pages alone", held));
  }

  @Override
  public List<PolicyAlias> aliases() {
    return List.of(
        PolicyAlias.named("fix:held", "reclaim as it should be").with("reclaim-pins", "held"));
  }

  private static boolean isHeld(Folio folio) {
    /* strategy */
    return folio.refcount() > 3;
  }
}
