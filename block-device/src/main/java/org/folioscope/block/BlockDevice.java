package org.folioscope.block;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.SortedMap;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.report.Reports;

/**
 * A disk with a hardware queue for each CPU. A submitted bio is served by the device on its own,
 * beside all CPUs and in any order with other bios: it reads or writes memory in steps of its own
 * choosing, then raises an interrupt on the submitting CPU, where the bio's completion function
 * runs. Bios fail as the armed faults say: a failed read may have stored some sectors, and a failed
 * write may have written some.
 */
@Singleton
public final class BlockDevice {

  /** errno for a failed transfer. */
  public static final int EIO = -5;

  /** What the kernel calls the device. */
  public static final String NAME = "sda";

  /** The container of how many bios failed, by errno: for checks, which are in no footprint. */
  public static final String FAILED_WITH = "disk.failed-with";

  private static final int BIOS_PER_CPU = 1_000_000;

  private final Machine machine;
  private final DeviceOptions options;
  private final Reports reports;
  private final DiskState disk;
  private final Emitter<BlockEvent> events;
  private final WritePath writes;
  private final Transfer transfer;

  /** The disk of a machine, full of zeroes. */
  @Inject
  public BlockDevice(Machine machine, DeviceOptions options, Reports reports) {
    this.machine = machine;
    this.options = options;
    this.reports = reports;
    this.disk = new DiskState(machine.space(), options.powerCuts());
    this.events = machine.own(disk);
    this.writes = new WritePath(options.mode(), disk, events, reports);
    this.transfer = new Transfer(machine, disk, events, writes, options.bytesPerStep());
  }

  /** The size in sectors, without the swap partition, which comes behind them. */
  public long sectors() {
    return options.sectors();
  }

  /** The size in sectors of all there is. */
  public long allSectors() {
    return options.allSectors();
  }

  /** How many pages the swap partition holds; 0 for none. */
  public int swapPages() {
    return options.swapPages();
  }

  /**
   * Hands the bio to the device and returns (submit_bio). Beyond the end of the device it completes
   * with an error at once.
   */
  public void submit(Bio bio) {
    try (Frame _ = machine.enter("submit_bio")) {
      if (bio.sector() < 0 || bio.sector() + bio.length() / Content.SECTOR > options.allSectors()) {
        bio.endIo().ended(bio, EIO);
        return;
      }
      List<Long> sums = writes.hasSums(bio) ? checksums(bio) : List.of();
      machine.atomicWhen(
          new FreeSlot(machine.currentCpu()),
          () -> {
            int cpu = machine.currentCpu();
            int slot = freeSlot(cpu);
            long number = (long) cpu * BIOS_PER_CPU + disk.submitted(cpu) + 1;
            events.emit(
                new BlockEvent.BioSubmitted(
                    number, cpu, slot, bio.op(), bio.sector(), segmentsOf(bio)));
            if (bio.flags().preflush() || bio.flags().fua()) {
              events.emit(
                  new BlockEvent.BioFlagged(number, bio.flags().preflush(), bio.flags().fua()));
            }
            writes.submitted(bio, number, sums);
            machine.start(
                new TaskSpec(
                    TaskIds.device(cpu, slot),
                    "disk",
                    Context.DEVICE,
                    -1,
                    () -> serve(bio, number, cpu, slot)));
          });
    }
  }

  /** The filesystem's own, in a step before the block layer has the bio (btrfs_csum_one_bio). */
  private List<Long> checksums(Bio bio) {
    try (Frame _ = machine.enter("btrfs_csum_one_bio")) {
      return machine.atomicGet(() -> WritePath.checksums(bio));
    }
  }

  /** What is stored now, cache included, without any bio: for checks and for looking at a run. */
  public Content peek(long sector, int length) {
    return disk.bytes().load(sector, length);
  }

  /** From here on bios fail as the fault says; those that the device is serving as well. */
  public void arm(Fault fault) {
    machine.atomic(() -> events.emit(new BlockEvent.FaultArmed(disk.faultsArmed() + 1, fault)));
  }

  /** The device is all right again; a completion that was lost stays lost. */
  public void heal() {
    machine.atomic(() -> {
      if (disk.isFaulty()) {
        events.emit(new BlockEvent.FaultsHealed());
      }
    });
  }

  /**
   * The device loses power: what is in flight and in its volatile cache is there or not. Only
   * inside a step, in which all else loses its power too.
   */
  public void losePower() {
    events.emit(new BlockEvent.DevicePowerLost());
  }

  /**
   * A data member of the array has failed, and a new disk is filled from the others and the parity,
   * at once. A stripe that does not add up makes wrong bytes of it.
   *
   * @return how many sectors came out otherwise; negative if there is no such member
   */
  public int rebuild(int member) {
    if (options.mode() != DeviceMode.PARITY || member < 0 || member >= Stripes.MEMBERS) {
      return -1;
    }
    return machine.atomicGet(() -> {
      SortedMap<Long, Content> changed = new Stripes(disk).rebuilt(member);
      changed.forEach(
          (sector, content) -> events.emit(new BlockEvent.SectorRebuilt(sector, content)));
      return changed.size();
    });
  }

  private void serve(Bio bio, long number, int cpu, int slot) {
    int flushed = bio.flags().preflush() ? machine.atomicGet(() -> flush(number)) : 0;
    int status = flushed == 0 ? transfer.run(bio, number) : flushed;
    machine.atomic(() -> complete(bio, number, cpu, slot, status));
  }

  private void complete(Bio bio, long number, int cpu, int slot, int moved) {
    long sectors = bio.length() / Content.SECTOR;
    DiskState.Strike lost = disk.strike(bio.op(), bio.sector(), sectors, true);
    if (lost != null) {
      events.emit(new BlockEvent.FaultStruck(lost.fault(), number));
      events.emit(new BlockEvent.CompletionLost(number, cpu, slot));
      return;
    }
    int status = bio.op() == BioOp.FLUSH ? flush(number) : moved;
    if (bio.flags().fua() && status == 0) {
      events.emit(new BlockEvent.SectorsForced(number));
    }
    events.emit(new BlockEvent.BioCompleted(number, status));
    machine.start(
        new TaskSpec(
            TaskIds.completion(cpu, slot),
            "irq",
            Context.INTERRUPT,
            options.idleInterrupts() ? -1 : cpu,
            () -> ended(bio, status)));
  }

  private void ended(Bio bio, int status) {
    if (status != 0) {
      machine.now(() -> reports.print(Failure.of(status).line(bio)));
    }
    bio.endIo().ended(bio, status);
  }

  private int flush(long number) {
    DiskState.Strike strike = disk.strike(BioOp.FLUSH, 0, 0, false);
    if (strike != null) {
      events.emit(new BlockEvent.FaultStruck(strike.fault(), number));
      return strike.failure().status();
    }
    events.emit(new BlockEvent.CacheFlushed(number));
    return 0;
  }

  private static List<BlockEvent.SegmentSubmitted> segmentsOf(Bio bio) {
    return bio.segments().stream()
        .map(s -> new BlockEvent.SegmentSubmitted(s.buffer().number(), s.offset(), s.length()))
        .toList();
  }

  private int freeSlot(int cpu) {
    for (int slot = 0; slot < TaskIds.QUEUE_DEPTH; slot++) {
      if (!disk.isLost(cpu, slot)
          && !machine.isLive(TaskIds.device(cpu, slot))
          && !machine.isLive(TaskIds.completion(cpu, slot))) {
        return slot;
      }
    }
    return -1;
  }

  /** Waits for a tag, as blk_mq_get_tag does. */
  private final class FreeSlot implements Wait {

    private final int cpu;

    FreeSlot(int cpu) {
      this.cpu = cpu;
    }

    @Override
    public boolean ready() {
      return freeSlot(cpu) >= 0;
    }

    @Override
    public String what() {
      return "a free tag of hardware queue " + cpu;
    }
  }
}
