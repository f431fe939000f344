package org.folioscope.vm;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.balance.BalancePolicies;
import org.folioscope.vm.dax.DaxPolicies;
import org.folioscope.vm.dirty.DirtyPolicies;
import org.folioscope.vm.inode.InodePolicies;
import org.folioscope.vm.lease.LeasePolicies;
import org.folioscope.vm.pin.PinPolicies;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.vfs.DirectWritePolicies;
import org.folioscope.vm.waitqueue.WakeAliases;
import org.folioscope.vm.waitqueue.WakePolicies;
import org.folioscope.vm.writeback.BouncePolicies;
import org.folioscope.vm.writeback.CyclicPolicies;

/** The policies of the virtual memory. */
public final class VmPolicies implements PolicyProvider {

  /** Called by the service loader. */
  public VmPolicies() {}

  @Override
  public List<Policy<?>> policies() {
    List<Policy<?>> all = new ArrayList<>();
    all.add(ReclaimPolicies.PINS);
    all.add(ReclaimPolicies.EVICT);
    all.add(ReclaimPolicies.LAST_UNLOCK);
    all.add(DirtyPolicies.LATE);
    all.addAll(PinPolicies.all());
    all.add(InodePolicies.OPEN_AFTER_ERROR);
    all.add(InodePolicies.SYNCFS_ERRORS);
    all.add(BouncePolicies.WRITE_PINNED);
    all.addAll(WakePolicies.all());
    all.add(LeasePolicies.EXPIRED);
    all.addAll(AnonPolicies.all());
    all.add(DaxPolicies.LAYOUT_CHANGE);
    all.addAll(BalancePolicies.all());
    all.add(DirectWritePolicies.STALE_CACHE);
    all.add(CyclicPolicies.CYCLE);
    return List.copyOf(all);
  }

  @Override
  public List<PolicyAlias> aliases() {
    return WakeAliases.ALL;
  }
}
