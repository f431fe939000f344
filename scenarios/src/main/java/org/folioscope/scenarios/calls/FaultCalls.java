package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.block.Failure;
import org.folioscope.block.Fault;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Making the device fail, and all right again. */
final class FaultCalls {

  private static final Parameter OPERATION = Parameter.choice("op", "read", "write", "flush");
  private static final Parameter ERROR =
      Parameter.choice("error", "IOERR", "MEDIUM", "NOSPC", "PROTECTION", "TIMEOUT", "LOST");

  private final Machine machine;
  private final Mounts mounts;
  private final BlockDevice device;

  /** Sectors in a row. */
  private record Sectors(long first, long count) {}

  @Inject
  FaultCalls(Machine machine, Mounts mounts, BlockDevice device) {
    this.machine = machine;
    this.mounts = mounts;
    this.device = device;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
                "fail_io",
                INT,
                "from here on the device fails reads, writes or flushes: all of them, those that"
                    + " touch the blocks that a range of a file has now, or only the next so many;"
                    + " LOST: they never end",
                this::failIo,
                OPERATION,
                ERROR)
            .named(Parameter.of("file", FILE).optional())
            .named(Parameter.of("offset", SIZE).optional())
            .named(Parameter.of("length", SIZE).optional())
            .named(Parameter.of("times", SIZE).optional()),
        SimpleCall.of(
            "heal_io",
            INT,
            "from here on the device fails nothing; what was lost stays lost",
            _ -> {
              device.heal();
              return 0;
            }),
        SimpleCall.of(
            "rebuild_member",
            INT,
            "a data disk of the array (device: parity), 0 or 1, has failed, and a new one is filled"
                + " from the other and the parity; the result is how many sectors came out"
                + " otherwise",
            this::rebuild,
            Parameter.of("member", INT)));
  }

  private long rebuild(CallContext call) {
    int changed = device.rebuild((int) call.number(0));
    return changed < 0 ? Errno.EINVAL.result() : changed;
  }

  private long failIo(CallContext call) {
    BioOp op = BioOp.valueOf(call.constant(0).toUpperCase(Locale.ROOT));
    Failure failure = Failure.valueOf(call.constant(1));
    int times = (int) call.named("times", Fault.ALWAYS);
    boolean ranged = call.hasNamed("offset") || call.hasNamed("length");
    if (times == 0 || (ranged && !call.hasNamed("file"))) {
      return Errno.EINVAL.result();
    }
    if (!call.hasNamed("file")) {
      device.arm(new Fault(op, failure, 0, device.allSectors(), times));
      return 0;
    }
    Either<Errno, List<Sectors>> where = blocks(call);
    if (where.isLeft()) {
      return where.getLeft().result();
    }
    where.get().forEach(run -> device.arm(new Fault(op, failure, run.first(), run.count(), times)));
    return 0;
  }

  /** Where the range of the file is on the device; ENXIO when it is nowhere. */
  private Either<Errno, List<Sectors>> blocks(CallContext call) {
    Either<Errno, Inode> found = mounts.root().namespace().lookup(call.namedText("file"));
    if (found.isLeft()) {
      return Either.left(found.getLeft());
    }
    Inode inode = found.get();
    long offset = call.named("offset", 0);
    long size = machine.atomicGet(inode::size);
    long end = Math.min(size, offset + call.named("length", Math.max(0, size - offset)));
    if (offset % Content.SECTOR != 0) {
      return Either.left(Errno.EINVAL);
    }
    inode.rwsem().downRead();
    Either<Errno, List<Sectors>> sectors = blocks(inode, offset, end);
    inode.rwsem().upRead();
    return sectors.filterOrElse(runs -> !runs.isEmpty(), _ -> Errno.ENXIO);
  }

  private Either<Errno, List<Sectors>> blocks(Inode inode, long offset, long end) {
    List<Sectors> runs = new ArrayList<>();
    long at = offset;
    while (at < end) {
      Either<Errno, Extent> mapped =
          mounts.of(inode).files().mapForDirectIo(inode, at, end - at, false);
      if (mapped.isLeft()) {
        return Either.left(mapped.getLeft());
      }
      Extent extent = mapped.get();
      if (extent.state() == Extent.State.MAPPED || extent.state() == Extent.State.UNWRITTEN) {
        runs.add(new Sectors(extent.sector(), Math.ceilDiv(extent.length(), Content.SECTOR)));
      }
      at += extent.length();
    }
    return Either.right(runs);
  }
}
