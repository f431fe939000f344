package org.folioscope.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.vm.folio.FolioEvent;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private static final int READER = 0;
  private static final int FLUSHER = 1;
  private static final int DISK = 64;

  private static Choice among(int... tasks) {
    Choice choice = new Choice(tasks.length);
    choice.reset(Choice.NONE, 0);
    for (int task : tasks) {
      choice.enable(task);
    }
    return choice;
  }

  private static SortedMap<Integer, Long> starts(long reader, long flusher) {
    return new TreeMap<>(Map.of(READER, reader, FLUSHER, flusher));
  }

  @Test
  void whoComesFirstGoesFirst() {
    assertThat(new VirtualTime(starts(500, 200)).choose(among(READER, FLUSHER))).isEqualTo(FLUSHER);
    assertThat(new VirtualTime(starts(100, 200)).choose(among(READER, FLUSHER))).isEqualTo(READER);
  }

  @Test
  void whoPaidLessGoesNext() {
    VirtualTime time = new VirtualTime(starts(0, 15));
    assertThat(time.choose(among(READER, FLUSHER))).isEqualTo(READER);
    time.happened(1, READER, new FolioEvent.ReferencesTaken(4, 1));
    assertThat(time.choose(among(READER, FLUSHER))).isEqualTo(FLUSHER);
  }

  @Test
  void tasksRunOnWhileADeviceIsBusy() {
    VirtualTime time = new VirtualTime(starts(0, 50_000));
    read(time);
    assertThat(time.choose(among(FLUSHER, DISK))).isEqualTo(FLUSHER);
  }

  @Test
  void aTaskThatWasAloneTakesTimeToo() {
    VirtualTime time = new VirtualTime(starts(0, 50_000));
    read(time);
    time.happened(3, DISK, new BlockEvent.BioCompleted(1, 0));
    assertThat(time.now()).isEqualTo(80_040);
  }

  /** The reader submits a read. */
  private static void read(VirtualTime time) {
    time.happened(1, READER, new BlockEvent.BioSubmitted(1, 0, 0, BioOp.READ, 0, List.of()));
    time.happened(2, READER, new MachineEvent.TaskStarted(DISK, "disk", Context.DEVICE, -1));
  }
}
