package acme;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialFilesystem;
import org.folioscope.vm.writeback.Writeback;

/** The trivial filesystem, which counts how often each file is written back. */
@Singleton
public final class AcmeFs
    implements FilesystemType, MountedFilesystem, MappingOperations, StateOwner<AcmeEvent> {

  private static final EventFamily<AcmeEvent> FAMILY = EventFamily.of("acme", 1, AcmeEvent.class);

  private final Machine machine;
  private final TrivialFilesystem sound;
  private final Writeback writeback;
  private final LongArray counts;
  private final Emitter<AcmeEvent> events;

  /* field */

  @Inject
  AcmeFs(Machine machine, TrivialFilesystem sound, Writeback writeback /* asks */) {
    this.machine = machine;
    this.sound = sound;
    this.writeback = writeback;
    this.counts = machine.space().longs("acme.counts");
    this.events = machine.own(this);
    /* constructor */
  }

  @Override
  public void format() {
    /* format */
    sound.format();
  }

  @Override
  public MountedFilesystem mount() {
    /* mount */
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
    /* mappings */
    return this;
  }

  @Override
  public FileOperations files() {
    return sound.files();
  }

  @Override
  public VmOperations memory() {
    return sound.memory();
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    return sound.mappings().readFolio(inode, folio);
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    /* writeBegin */
    return sound.mappings().writeBegin(inode, position, length);
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    return sound.mappings().writeEnd(inode, position, copied, prepared);
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    /* dirtyFolio */
    return sound.mappings().dirtyFolio(inode, folio);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    machine.atomic(() -> {
      events.emit(new AcmeEvent.WritebackCounted(inode.number()));
      /* step */
    });
    /* writepages */
    return sound.mappings().writepages(inode, control);
  }

  @Override
  public EventFamily<AcmeEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(AcmeEvent event) {
    switch (event) {
      case AcmeEvent.WritebackCounted e -> counts.set(e.inode(), counts.get(e.inode()) + 1);
    }
  }
}
