package org.folioscope.vm.dio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/**
 * The direct I/O requests under way: how many bios each still waits for, and what went wrong; and
 * for each file how many bios of all requests are in flight.
 */
@Singleton
public final class DirectIoRequests implements StateOwner<DirectIoEvent> {

  private static final EventFamily<DirectIoEvent> FAMILY =
      EventFamily.of("direct-io", 2, DirectIoEvent.class);

  private final Machine machine;
  private final Emitter<DirectIoEvent> events;
  private final LongArray outstanding;
  private final LongArray status;
  private final LongArray inFlight;
  private final Locks locks;

  /** Nothing is under way. */
  @Inject
  public DirectIoRequests(Machine machine, Locks locks) {
    this.machine = machine;
    this.locks = locks;
    this.inFlight = machine.space().longs("dio.in-flight");
    this.outstanding = machine.space().longs("dio.outstanding");
    this.status = machine.space().longs("dio.status");
    this.events = machine.own(this);
  }

  /** A bio of the current task's request is on its way. */
  public void issued(Inode inode) {
    machine.now(
        () -> events.emit(new DirectIoEvent.BioIssued(machine.currentTask(), inode.number())));
  }

  /** A bio is done. */
  public void finished(int task, Inode inode, int bioStatus) {
    machine.atomic(
        () -> events.emit(new DirectIoEvent.BioFinished(task, inode.number(), bioStatus)));
  }

  /** Sleeps until all bios of the current task's request are done; returns what went wrong. */
  public Errno waitForAll() {
    int task = machine.currentTask();
    machine.await(new AllDone(task));
    return machine.nowGet(() -> {
      Errno result = Errno.of(status.get(task));
      events.emit(new DirectIoEvent.RequestEnded(task));
      return result;
    });
  }

  /**
   * Sleeps until no direct I/O on the file is in flight; with i_rwsem held for write none begins
   * (inode_dio_wait).
   */
  public void waitForInode(Inode inode) {
    locks.mightSleep("inode_dio_wait");
    machine.await(new NoneOn(inode));
  }

  @Override
  public EventFamily<DirectIoEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(DirectIoEvent event) {
    switch (event) {
      case DirectIoEvent.BioIssued e -> {
        outstanding.add(e.task(), 1);
        inFlight.add(e.inode(), 1);
      }
      case DirectIoEvent.BioFinished e -> {
        outstanding.add(e.task(), -1);
        inFlight.add(e.inode(), -1);
        if (e.status() != 0) {
          status.set(e.task(), e.status());
        }
      }
      case DirectIoEvent.RequestEnded e -> status.set(e.task(), 0);
    }
  }

  private final class AllDone implements Wait {

    private final int task;

    AllDone(int task) {
      this.task = task;
    }

    @Override
    public boolean ready() {
      return outstanding.get(task) == 0;
    }

    @Override
    public String what() {
      return "direct I/O of its own";
    }
  }

  private final class NoneOn implements Wait {

    private final Inode inode;

    NoneOn(Inode inode) {
      this.inode = inode;
    }

    @Override
    public boolean ready() {
      return inFlight.get(inode.number()) == 0;
    }

    @Override
    public String what() {
      return "direct I/O on " + inode;
    }
  }
}
