package org.folioscope.vm;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.inode.InodePolicies;
import org.folioscope.vm.reclaim.ReclaimPolicies;

/** The policies of the virtual memory. */
public final class VmPolicies implements PolicyProvider {

  /** Called by the service loader. */
  public VmPolicies() {}

  @Override
  public List<Policy<?>> policies() {
    return List.of(
        ReclaimPolicies.PINS, InodePolicies.OPEN_AFTER_ERROR, InodePolicies.SYNCFS_ERRORS);
  }
}
