package org.folioscope.vm.lease;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Layout leases (F_LAYOUT, break_layout): before blocks of a file are moved or freed, whoever holds
 * a lease on it is asked to let go. A holder who does not is waited for until the lease-break time
 * is over; then the operation fails with EBUSY, or the holder loses what it holds. From the moment
 * holders are asked until the change is over new leases wait. Where nobody can take leases nothing
 * of this takes a step.
 */
@Singleton
public final class LayoutLeases implements StateOwner<LeaseEvent> {

  /** The fs.lease-break-time of Linux, in nanoseconds. */
  static final long BREAK_TIME = 45_000_000_000L;

  private static final EventFamily<LeaseEvent> FAMILY =
      EventFamily.of("lease", 1, LeaseEvent.class);

  private final Machine machine;
  private final Reports reports;
  private final Timers timers;
  private final Emitter<LeaseEvent> events;
  private final LongMap<Lease> leases;
  private final LongCell taken;
  private final LongArray changing;
  private final LeasePolicies.Expired expired;
  private @Nullable Holders holders;

  /**
   * A lease on a file.
   *
   * @param obliging whether its holder lets go when asked
   * @param over whether what the holder holds by it is to be let go now
   */
  private record Lease(int inode, boolean obliging, boolean over) {}

  /** Those who take leases. */
  @FunctionalInterface
  public interface Holders {

    /**
     * Lets go, soon, of what is held by a lease, and releases it: because the holder was asked and
     * obliges, or because it is killed.
     */
    void letGo(int lease);
  }

  /** Nobody takes leases yet. */
  @Inject
  public LayoutLeases(Machine machine, Reports reports, Timers timers, Policies policies) {
    this.machine = machine;
    this.reports = reports;
    this.timers = timers;
    this.leases = machine.space().map("lease.leases");
    this.taken = machine.space().cell("lease.taken");
    this.changing = machine.space().longs("lease.changing");
    this.expired = policies.get(LeasePolicies.EXPIRED);
    this.events = machine.own(this);
  }

  /** From here on somebody takes leases. While the machine is wired. */
  public void heldBy(Holders newHolders) {
    holders = newHolders;
  }

  /**
   * Takes a lease on a file; waits while its layout is changing.
   *
   * @param obliging whether the holder will let go when asked
   */
  public int take(Inode inode, boolean obliging) {
    int[] lease = new int[1];
    machine.atomicWhen(
        new Unchanging(inode),
        () -> {
          lease[0] = (int) (taken.get() + 1);
          events.emit(new LeaseEvent.LeaseTaken(lease[0], inode.number(), obliging));
        });
    return lease[0];
  }

  /** Gives a lease back. */
  public void release(int lease) {
    machine.atomic(() -> events.emit(new LeaseEvent.LeaseReleased(lease)));
  }

  /** Whether what is held by the lease is to be let go. Only inside a step. */
  public boolean isOver(int lease) {
    Lease found = leases.get(lease);
    return found != null && found.over();
  }

  /**
   * Has everybody let go of a file whose layout is about to change (break_layout). i_rwsem is held
   * for write. EBUSY when somebody does not and may keep what it has. {@link #changed} must follow
   * either way.
   */
  public Errno breakAll(Inode inode) {
    Holders asked = holders;
    if (asked == null) {
      return Errno.OK;
    }
    try (Frame _ = machine.enter("break_layout", "inode", inode.number())) {
      List<Integer> obliging =
          machine.atomicGet(() -> {
            events.emit(new LeaseEvent.LayoutChangeBegan(inode.number()));
            return breakLeases(inode, true);
          });
      obliging.forEach(asked::letGo);
      boolean kept = machine.nowGet(() -> leasesOn(inode).size() > obliging.size());
      Errno errno = kept ? outwait(inode, asked) : Errno.OK;
      if (!errno.failed()) {
        machine.await(new Unleased(inode));
      }
      return errno;
    }
  }

  /** The change of the layout is over, or did not come about. */
  public void changed(Inode inode) {
    if (holders != null) {
      machine.atomic(() -> events.emit(new LeaseEvent.LayoutChangeEnded(inode.number())));
    }
  }

  /** Ends the leases of obliging holders, or of all. */
  private List<Integer> breakLeases(Inode inode, boolean obligingOnly) {
    List<Integer> broken = leasesOn(inode);
    broken.removeIf(number -> {
      Lease lease = leases.get(number);
      return lease == null || lease.over() || obligingOnly && !lease.obliging();
    });
    broken.forEach(lease -> events.emit(new LeaseEvent.LeaseBroken(lease)));
    return broken;
  }

  /** Sleeps until the time is over, and looks who has not let go. */
  private Errno outwait(Inode inode, Holders asked) {
    timers.sleep(BREAK_TIME);
    List<Integer> killed =
        machine.atomicGet(() -> {
          if (leasesOn(inode).isEmpty()) {
            return List.of();
          }
          reports.violation(
              Kind.HANG,
              "hang-bounded",
              "break_layout",
              machine.currentTaskName()
                  + " waited for the holder of a layout lease until the lease-break time was over");
          return expired == LeasePolicies.Expired.KILL_HOLDER
              ? breakLeases(inode, false)
              : List.of();
        });
    killed.forEach(asked::letGo);
    return killed.isEmpty() && machine.nowGet(() -> !leasesOn(inode).isEmpty())
        ? Errno.EBUSY
        : Errno.OK;
  }

  private List<Integer> leasesOn(Inode inode) {
    List<Integer> found = new ArrayList<>();
    for (long lease : leases.keys()) {
      Lease one = leases.get(lease);
      if (one != null && one.inode() == inode.number()) {
        found.add((int) lease);
      }
    }
    return found;
  }

  @Override
  public EventFamily<LeaseEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(LeaseEvent event) {
    switch (event) {
      case LeaseEvent.LeaseTaken e -> {
        leases.put(e.lease(), new Lease(e.inode(), e.obliging(), false));
        taken.set(e.lease());
      }
      case LeaseEvent.LeaseBroken e -> {
        Lease lease = Objects.requireNonNull(leases.get(e.lease()));
        leases.put(e.lease(), new Lease(lease.inode(), lease.obliging(), true));
      }
      case LeaseEvent.LeaseReleased e -> leases.put(e.lease(), null);
      case LeaseEvent.LayoutChangeBegan e -> changing.add(e.inode(), 1);
      case LeaseEvent.LayoutChangeEnded e -> changing.add(e.inode(), -1);
    }
  }

  /** The layout of a file stays as it is for the time being. */
  private final class Unchanging implements Wait {

    private final Inode inode;

    Unchanging(Inode inode) {
      this.inode = inode;
    }

    @Override
    public boolean ready() {
      return changing.get(inode.number()) == 0;
    }

    @Override
    public String what() {
      return "the end of a change of the layout of " + inode;
    }
  }

  /** Nobody holds a lease on a file. */
  private final class Unleased implements Wait {

    private final Inode inode;

    Unleased(Inode inode) {
      this.inode = inode;
    }

    @Override
    public boolean ready() {
      return leasesOn(inode).isEmpty();
    }

    @Override
    public String what() {
      return "the holders of layout leases on " + inode;
    }
  }
}
