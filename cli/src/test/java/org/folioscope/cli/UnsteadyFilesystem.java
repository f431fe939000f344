package org.folioscope.cli;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialFilesystem;

/** The trivial filesystem, but pages that become writable get a stamp by the host's clock. */
@Singleton
final class UnsteadyFilesystem
    implements FilesystemType, MountedFilesystem, StateOwner<UnsteadyFilesystem.StampEvent> {

  private static final EventFamily<StampEvent> FAMILY =
      EventFamily.of("unsteady", 1, StampEvent.class);

  private final Machine machine;
  private final TrivialFilesystem sound;
  private final LongArray stamps;
  private final Emitter<StampEvent> events;

  /** What happens to stamps. */
  public sealed interface StampEvent extends Event {

    /** A page of the file became writable. */
    record PageStamped(int inode, long nanoseconds) implements StampEvent {}
  }

  /** Names the filesystem. */
  public static final class Provider implements FilesystemProvider {

    /** For the service loader. */
    public Provider() {}

    @Override
    public String name() {
      return "unsteady";
    }

    @Override
    public String help() {
      return "reads the host's clock";
    }

    @Override
    public int contractVersion() {
      return CONTRACT_VERSION;
    }

    @Override
    public Class<? extends FilesystemType> type() {
      return UnsteadyFilesystem.class;
    }

    @Override
    public List<Policy<?>> policies() {
      return List.of();
    }
  }

  @Inject
  UnsteadyFilesystem(Machine machine, TrivialFilesystem sound) {
    this.machine = machine;
    this.sound = sound;
    this.stamps = machine.space().longs("unsteady.stamps");
    this.events = machine.own(this);
  }

  @Override
  public VmOperations memory() {
    return this::pageMkwrite;
  }

  private FaultResult pageMkwrite(Inode inode, Folio folio) {
    machine.atomic(
        () -> events.emit(new StampEvent.PageStamped(inode.number(), System.nanoTime())));
    return sound.memory().pageMkwrite(inode, folio);
  }

  @Override
  public void format() {
    sound.format();
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public Namespace namespace() {
    return sound.namespace();
  }

  @Override
  public InodeOperations inodes() {
    return sound.inodes();
  }

  @Override
  public MappingOperations mappings() {
    return sound.mappings();
  }

  @Override
  public FileOperations files() {
    return sound.files();
  }

  @Override
  public EventFamily<StampEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(StampEvent event) {
    switch (event) {
      case StampEvent.PageStamped e -> stamps.set(e.inode(), e.nanoseconds());
    }
  }
}
