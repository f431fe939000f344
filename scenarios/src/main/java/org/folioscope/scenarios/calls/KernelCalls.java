package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.DURATION;
import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.NOTHING;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.vfs.Umount;
import org.folioscope.vm.writeback.Flusher;
import org.folioscope.vm.writeback.FlusherThread;

/** What kernel threads do when a scenario lists them as tasks, and the passing of time. */
final class KernelCalls {

  private final Mounts mounts;
  private final Folios folios;
  private final Reclaim reclaim;
  private final Flusher flusher;
  private final FlusherThread thread;
  private final Timers timers;
  private final Umount umount;

  @Inject
  KernelCalls(
      Mounts mounts,
      Folios folios,
      Reclaim reclaim,
      Flusher flusher,
      FlusherThread thread,
      Timers timers,
      Umount umount) {
    this.mounts = mounts;
    this.folios = folios;
    this.reclaim = reclaim;
    this.flusher = flusher;
    this.thread = thread;
    this.timers = timers;
    this.umount = umount;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            "writeback",
            INT,
            "one background pass of the flusher over a file",
            this::writeback,
            Parameter.of("file", FILE)),
        flusherCall(),
        SimpleCall.of(
                "reclaim",
                INT,
                "take pages back: all of them, or with `aging` as kswapd does; with `active` only"
                    + " scan the active list, whose pages lose their buffers if those are over"
                    + " their limit; the result is how many",
                this::reclaim,
                Parameter.choice("mode", "aging", "active").optional())
            .named(Parameter.choice("node", "dirty").optional())
            .named(Parameter.of("passes", INT).optional())
            .named(Parameter.choice("buffer_heads", "over_limit").optional()),
        SimpleCall.of(
            "drop_caches",
            INT,
            "drop the clean, unused pages of a file; the result is how many",
            this::dropCaches,
            Parameter.of("file", FILE)),
        SimpleCall.of(
            "alloc_huge",
            INT,
            "allocate a huge page of free memory, as shmem and khugepaged do; the result is its"
                + " first frame",
            this::allocHuge),
        SimpleCall.of(
            "memory_offline",
            INT,
            "take free memory away, as hot-remove does; the result is how many pages",
            this::memoryOffline),
        SimpleCall.of(
            "sleep",
            NOTHING,
            "let virtual time pass",
            this::sleep,
            Parameter.of("time", DURATION)));
  }

  private KernelCall flusherCall() {
    return SimpleCall.of(
        "flusher",
        INT,
        "the flusher by itself: waits until files have been dirty for 30 s and writes them, as"
            + " often as `periods` says, or with `background` writes what is dirty; the result"
            + " is how many pages",
        this::flusher,
        Parameter.choice("mode", "background").optional());
  }

  private long writeback(CallContext call) {
    Either<Errno, Inode> inode = mounts.root().namespace().lookup(call.text(0));
    return umount.unlessLeaving(
        () -> inode.fold(Errno::result, found -> flusher.writeInode(found).result()));
  }

  private long flusher(CallContext call) {
    return call.flag(0, "background") ? thread.background() : thread.periodic();
  }

  private long reclaim(CallContext call) {
    boolean aging = call.flag(0, "aging");
    boolean nodeDirty = call.namedIs("node", "dirty");
    int passes = (int) call.named("passes", 1);
    boolean overLimit = call.namedIs("buffer_heads", "over_limit");
    if (call.flag(0, "active")) {
      reclaim.deactivate(overLimit);
      return 0;
    }
    return reclaim.reclaim(new ReclaimRequest(aging, nodeDirty, passes, overLimit));
  }

  private long dropCaches(CallContext call) {
    Either<Errno, Inode> inode = mounts.root().namespace().lookup(call.text(0));
    return umount.sharing(() -> inode.fold(Errno::result, reclaim::dropCache));
  }

  private long allocHuge(CallContext call) {
    return folios.allocateHuge().frame();
  }

  private long memoryOffline(CallContext call) {
    return folios.removeFree();
  }

  private long sleep(CallContext call) {
    timers.sleep(call.number(0));
    return 0;
  }
}
