package org.folioscope.scenarios.run;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemProvider;
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
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.trivial.TrivialFilesystem;
import org.folioscope.vm.writeback.DirtyScan;

/** The trivial filesystem, but writeback goes wrong in a way that nobody is told of. */
@Singleton
public final class LosingFilesystem
    implements FilesystemType, MountedFilesystem, MappingOperations {

  /** What becomes of a dirty page. */
  public enum Defect {
    /** It is clean afterwards and was not written. */
    DROPS,
    /** Other bytes are written. */
    WRITES_GARBAGE,
    /** It is written to its neighbour's place. */
    WRITES_ELSEWHERE,
    /** One in three is not written, counted where no log tells. */
    DROPS_ONE_IN_THREE
  }

  /** What becomes of dirty pages, for who wants another defect than a kernel has. */
  public static final Policy<Defect> DEFECT =
      Policy.named("defect", Defect.DROPS)
          .from(Kernel.LINUX_5_8, Defect.WRITES_GARBAGE)
          .from(Kernel.LINUX_6_12, Defect.WRITES_ELSEWHERE)
          .help("What becomes of a dirty page?")
          .source("a test")
          .build();

  private final Machine machine;
  private final TrivialFilesystem sound;
  private final DirtyScan scan;
  private final PageIo io;
  private final Defect defect;
  private int untold;

  /** Names the filesystem. */
  public static final class Provider implements FilesystemProvider {

    @Override
    public String name() {
      return "losing";
    }

    @Override
    public String help() {
      return "loses data";
    }

    @Override
    public int contractVersion() {
      return CONTRACT_VERSION;
    }

    @Override
    public Class<? extends FilesystemType> type() {
      return LosingFilesystem.class;
    }

    @Override
    public List<Policy<?>> policies() {
      return List.of(DEFECT);
    }
  }

  @Inject
  LosingFilesystem(
      Machine machine, TrivialFilesystem sound, DirtyScan scan, PageIo io, Policies policies) {
    this.machine = machine;
    this.sound = sound;
    this.scan = scan;
    this.io = io;
    this.defect = policies.get(DEFECT);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return scan.writeCachePages(inode, control, folio -> write(inode, folio));
  }

  private Errno write(Inode inode, Folio folio) {
    long index = machine.atomicGet(folio::index);
    long page = defect == Defect.WRITES_ELSEWHERE ? index + 1 : index;
    if (defect == Defect.DROPS || defect == Defect.DROPS_ONE_IN_THREE && ++untold % 3 == 0) {
      folio.unlock();
      return Errno.OK;
    }
    if (defect == Defect.WRITES_GARBAGE) {
      machine.atomic(() -> folio.write(0, Content.fill(0xEE, 512)));
    }
    long sector =
        sound.files().mapForDirectIo(inode, page * Folio.SIZE, Folio.SIZE, false).get().sector();
    io.write(inode, List.of(folio), sector);
    return Errno.OK;
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
    return this;
  }

  @Override
  public FileOperations files() {
    return sound.files();
  }

  @Override
  public VmOperations memory() {
    return this::pageMkwrite;
  }

  private FaultResult pageMkwrite(Inode inode, Folio folio) {
    return sound.memory().pageMkwrite(inode, folio);
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    return sound.mappings().readFolio(inode, folio);
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    return sound.mappings().writeBegin(inode, position, length);
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    return sound.mappings().writeEnd(inode, position, copied, prepared);
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return sound.mappings().dirtyFolio(inode, folio);
  }
}
