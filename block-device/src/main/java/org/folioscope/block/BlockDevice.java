package org.folioscope.block;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.machine.Wait;

/**
 * A disk with a hardware queue for each CPU. A submitted bio is served by the device on its own,
 * beside all CPUs and in any order with other bios: it reads or writes memory in steps of its own
 * choosing, then raises an interrupt on the submitting CPU, where the bio's completion function
 * runs.
 */
@Singleton
public final class BlockDevice {

  /** errno for a failed transfer. */
  public static final int EIO = -5;

  private static final int BIOS_PER_CPU = 1_000_000;

  private final Machine machine;
  private final DeviceOptions options;
  private final DiskState disk;
  private final Emitter<BlockEvent> events;

  /** The disk of a machine, full of zeroes. */
  @Inject
  public BlockDevice(Machine machine, DeviceOptions options) {
    this.machine = machine;
    this.options = options;
    this.disk = new DiskState(machine.space());
    this.events = machine.own(disk);
  }

  /** The size in sectors. */
  public long sectors() {
    return options.sectors();
  }

  /**
   * Hands the bio to the device and returns (submit_bio). Beyond the end of the device it completes
   * with an error at once.
   */
  public void submit(Bio bio) {
    try (Frame _ = machine.enter("submit_bio")) {
      if (bio.sector() < 0 || bio.sector() + bio.length() / Content.SECTOR > options.sectors()) {
        bio.endIo().ended(bio, EIO);
        return;
      }
      machine.atomicWhen(
          new FreeSlot(machine.currentCpu()),
          () -> {
            int cpu = machine.currentCpu();
            int slot = freeSlot(cpu);
            long number = (long) cpu * BIOS_PER_CPU + disk.submitted(cpu) + 1;
            events.emit(
                new BlockEvent.BioSubmitted(
                    number, cpu, slot, bio.op(), bio.sector(), segmentsOf(bio)));
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

  /** What is stored now, cache included, without any bio: for checks and for looking at a run. */
  public Content peek(long sector, int length) {
    return disk.load(sector, length);
  }

  private void serve(Bio bio, long number, int cpu, int slot) {
    long sector = bio.sector();
    for (Bio.Segment segment : bio.segments()) {
      transfer(bio.op(), number, sector, segment);
      sector += segment.length() / Content.SECTOR;
    }
    machine.atomic(() -> {
      if (bio.op() == BioOp.FLUSH) {
        events.emit(new BlockEvent.CacheFlushed(number));
      }
      events.emit(new BlockEvent.BioCompleted(number, 0));
      machine.start(
          new TaskSpec(
              TaskIds.completion(cpu, slot),
              "irq",
              Context.INTERRUPT,
              options.idleInterrupts() ? -1 : cpu,
              () -> bio.endIo().ended(bio, 0)));
    });
  }

  private void transfer(BioOp op, long number, long firstSector, Bio.Segment segment) {
    int stepBytes = options.bytesPerStep();
    for (int done = 0; done < segment.length(); done += stepBytes) {
      int offset = segment.offset() + done;
      int length = Math.min(stepBytes, segment.length() - done);
      long sector = firstSector + done / Content.SECTOR;
      machine.atomic(() -> {
        if (op == BioOp.WRITE) {
          events.emit(
              new BlockEvent.SectorsWritten(number, sector, segment.buffer().load(offset, length)));
        } else {
          segment.buffer().store(offset, disk.load(sector, length));
        }
      });
    }
  }

  private static List<BlockEvent.SegmentSubmitted> segmentsOf(Bio bio) {
    return bio.segments().stream()
        .map(s -> new BlockEvent.SegmentSubmitted(s.buffer().number(), s.offset(), s.length()))
        .toList();
  }

  private int freeSlot(int cpu) {
    for (int slot = 0; slot < TaskIds.QUEUE_DEPTH; slot++) {
      if (!machine.isLive(TaskIds.device(cpu, slot))
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
