package org.folioscope.vm;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.waitqueue.WaitPolicies;
import org.folioscope.vm.writeback.WritebackPolicies;

/** The policies of the virtual memory. */
public final class VmPolicies implements PolicyProvider {

  /** Called by the service loader. */
  public VmPolicies() {}

  @Override
  public List<Policy<?>> policies() {
    return List.of(
        ReclaimPolicies.PINS,
        WaitPolicies.PAGE_WAIT,
        WritebackPolicies.END,
        WritebackPolicies.WAITING);
  }
}
