package org.folioscope.scenarios.run;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialFilesystem;

/** The trivial filesystem, but mmap(2) does what it must not do under mmap_lock. */
@Singleton
final class StuckAtMmapFilesystem implements FilesystemType, MountedFilesystem, FileOperations {

  /** What it does there. */
  enum Defect {
    /** Takes i_rwsem, as a conversion of inline data at mmap would. */
    TAKES_RWSEM,
    /** Takes i_rwsem of a file with less than two pages. */
    TAKES_RWSEM_OF_SMALL_FILES,
    /** Takes i_rwsem twice. */
    TAKES_RWSEM_TWICE,
    /** Waits for what nobody brings about. */
    WAITS,
    /** Goes round in a circle. */
    SPINS
  }

  static final Policy<Defect> DEFECT =
      Policy.named("stuck-at-mmap", Defect.TAKES_RWSEM)
          .from(Kernel.LINUX_5_8, Defect.TAKES_RWSEM_TWICE)
          .from(Kernel.LINUX_5_15, Defect.TAKES_RWSEM_OF_SMALL_FILES)
          .from(Kernel.LINUX_6_1, Defect.WAITS)
          .from(Kernel.LINUX_6_12, Defect.SPINS)
          .help("What goes wrong in mmap?")
          .source("a test")
          .build();

  private static final Wait NOTHING =
      new Wait() {
        @Override
        public boolean ready() {
          return false;
        }

        @Override
        public String what() {
          return "the end of time";
        }
      };

  private final Machine machine;
  private final TrivialFilesystem sound;
  private final Defect defect;

  /** Names the filesystem. */
  static final class Provider implements FilesystemProvider {

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public String help() {
      return "gets stuck in mmap";
    }

    @Override
    public int contractVersion() {
      return CONTRACT_VERSION;
    }

    @Override
    public Class<? extends FilesystemType> type() {
      return StuckAtMmapFilesystem.class;
    }

    @Override
    public List<Policy<?>> policies() {
      return List.of(DEFECT);
    }
  }

  @Inject
  StuckAtMmapFilesystem(Machine machine, TrivialFilesystem sound, Policies policies) {
    this.machine = machine;
    this.sound = sound;
    this.defect = policies.get(DEFECT);
  }

  @Override
  public Errno mmap(Inode inode) {
    switch (defect) {
      case TAKES_RWSEM -> takeRwsem(inode);
      case TAKES_RWSEM_OF_SMALL_FILES -> {
        if (machine.atomicGet(inode::size) < 2L * Folio.SIZE) {
          takeRwsem(inode);
        }
      }
      case TAKES_RWSEM_TWICE -> {
        inode.rwsem().downRead();
        inode.rwsem().downRead();
        inode.rwsem().upRead();
        inode.rwsem().upRead();
      }
      case WAITS -> machine.await(NOTHING);
      case SPINS -> {
        while (machine.atomicGet(() -> inode.size() >= 0)) {
          // for ever
        }
      }
    }
    return Errno.OK;
  }

  private static void takeRwsem(Inode inode) {
    inode.rwsem().downWrite();
    inode.rwsem().upWrite();
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    return sound.files().fsync(inode, dataOnly);
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    return sound.files().mapForDirectIo(inode, position, length, write);
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
    return this;
  }

  @Override
  public VmOperations memory() {
    return sound.memory();
  }
}
