package org.folioscope.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bio goes through, from its submission to its interrupt. */
class BlockDeviceTest {

  private static final EndIo NOTHING = (bio, status) -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aPageMovesInAsManyStepsAsTheGrainSays(int steps) {
    Rig rig = new Rig(new DeviceOptions(1024, steps));
    Rig.Memory source = Rig.page(0xAB);
    Rig.Memory target = Rig.page(0);
    rig.run(() -> rig.disk.submit(Rig.write(8, source, NOTHING)));
    rig.run(() -> rig.disk.submit(Rig.read(8, target, NOTHING)));
    assertThat(source.accesses).hasSize(steps).allMatch(one -> one.endsWith("+" + 4096 / steps));
    assertThat(target.accesses).hasSize(steps);
    assertThat(target.content()).isEqualTo(source.content());
    assertThat(rig.events(BlockEvent.SectorsWritten.class))
        .extracting(BlockEvent.SectorsWritten::sector)
        .isEqualTo(sectors(steps));
  }

  private static List<Long> sectors(int steps) {
    List<Long> sectors = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      sectors.add(8L + 8L * step / steps);
    }
    return sectors;
  }

  @Test
  void theGrainIsAPowerOfTwoUpToEight() {
    for (int wrong : new int[] {0, 3, 16}) {
      assertThatThrownBy(() -> new DeviceOptions(8, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPageThatChangesBetweenTwoStepsIsTorn() {
    SortedSet<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Rig rig = new Rig().scheduledBy(new SeededRandom(seed));
      Rig.Memory page = Rig.page(1);
      rig.run(
          () -> rig.disk.submit(Rig.write(0, page, NOTHING)),
          () -> rig.machine.atomic(() -> page.become(Content.fill(2, Rig.PAGE))));
      Content first = rig.disk.peek(0, 512);
      Content last = rig.disk.peek(7, 512);
      seen.add(first.byteAt(0) + "" + last.byteAt(511));
    }
    assertThat(seen).containsExactly("11", "12", "22");
  }

  @Test
  void whatWasNeverWrittenIsZero() {
    Rig rig = new Rig();
    assertThat(rig.disk.peek(100, 4096)).isEqualTo(Content.fill(0, 4096));
  }

  @Test
  void biosCompleteInAnyOrder() {
    SortedSet<String> orders = new TreeSet<>();
    for (int seed = 0; seed < 60; seed++) {
      Rig rig = new Rig().scheduledBy(new SeededRandom(seed));
      StringBuilder order = new StringBuilder();
      rig.run(() -> {
        for (String name : List.of("a", "b", "c")) {
          rig.disk.submit(Rig.write(0, Rig.page(1), (bio, status) -> order.append(name)));
        }
      });
      orders.add(order.toString());
    }
    assertThat(orders).containsExactly("abc", "acb", "bac", "bca", "cab", "cba");
  }

  @Test
  void theInterruptComesOnTheCpuThatSubmitted() {
    Rig rig = new Rig();
    List<Integer> cpus = new ArrayList<>();
    EndIo noteCpu = (bio, status) -> cpus.add(rig.machine.currentCpu());
    rig.run(
        () -> rig.disk.submit(Rig.write(0, Rig.page(1), noteCpu)),
        () -> rig.disk.submit(Rig.write(8, Rig.page(2), noteCpu)));
    assertThat(cpus).containsExactlyInAnyOrder(0, 1);
    assertThat(rig.events(MachineEvent.InterruptEntered.class))
        .extracting(MachineEvent.InterruptEntered::task)
        .containsExactlyInAnyOrder(TaskIds.completion(0, 0), TaskIds.completion(1, 0));
  }

  @Test
  void aBioBeyondTheEndFailsAtOnceInTheSubmitter() {
    Rig rig = new Rig(new DeviceOptions(16, 2));
    List<String> ends = new ArrayList<>();
    rig.run(() -> {
      EndIo note = (bio, status) -> ends.add(status + " in " + rig.machine.currentTaskName());
      rig.disk.submit(Rig.write(8, Rig.page(1), NOTHING));
      rig.disk.submit(Rig.write(9, Rig.page(1), note));
      rig.disk.submit(Rig.read(16, Rig.page(1), note));
      rig.disk.submit(Rig.read(-1, Rig.page(1), note));
      ends.add("submitted");
    });
    assertThat(ends).containsExactly("-5 in t0", "-5 in t0", "-5 in t0", "submitted");
    assertThat(rig.events(BlockEvent.BioSubmitted.class)).hasSize(1);
  }

  @Test
  void segmentsOfABioAreConsecutiveOnTheDevice() {
    Rig rig = new Rig();
    Rig.Memory first = Rig.page(1);
    Rig.Memory second = Rig.page(2);
    List<Bio.Segment> segments =
        List.of(new Bio.Segment(first, 3584, 512), new Bio.Segment(second, 0, 1024));
    rig.run(() -> rig.disk.submit(Bio.transfer(BioOp.WRITE, 20, segments, NOTHING)));
    assertThat(rig.disk.peek(20, 512)).isEqualTo(Content.fill(1, 512));
    assertThat(rig.disk.peek(21, 1024)).isEqualTo(Content.fill(2, 1024));
    assertThat(rig.disk.peek(23, 512)).isEqualTo(Content.fill(0, 512));
  }

  @Test
  void whoFindsNoFreeTagWaitsForOne() {
    Rig rig = new Rig();
    int bios = TaskIds.QUEUE_DEPTH + 3;
    int[] ended = new int[1];
    RunEnd end =
        rig.run(() -> {
          for (int bio = 0; bio < bios; bio++) {
            rig.disk.submit(Rig.write(8L * bio, Rig.page(bio), (b, status) -> ended[0]++));
          }
        });
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(ended[0]).isEqualTo(bios);
    List<BlockEvent.BioSubmitted> submitted = rig.events(BlockEvent.BioSubmitted.class);
    assertThat(submitted).hasSize(bios);
    assertThat(submitted.subList(0, TaskIds.QUEUE_DEPTH))
        .extracting(BlockEvent.BioSubmitted::slot)
        .doesNotHaveDuplicates();
    assertThat(submitted).allMatch(bio -> bio.slot() < TaskIds.QUEUE_DEPTH);
  }

  @Test
  void tagsAreThereForEachCpu() {
    Rig rig = new Rig();
    Runnable fill =
        () -> {
          for (int bio = 0; bio < TaskIds.QUEUE_DEPTH; bio++) {
            rig.disk.submit(Rig.write(8L * bio, Rig.page(bio), NOTHING));
          }
        };
    assertThat(rig.run(fill, fill).reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void aBioIsKnownByItsCpuAndACountThatNoScheduleChanges() {
    for (int seed = 0; seed < 10; seed++) {
      Rig rig = new Rig().scheduledBy(new SeededRandom(seed));
      Runnable two =
          () -> {
            rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING));
            rig.disk.submit(Rig.write(8, Rig.page(1), NOTHING));
          };
      rig.run(two, two);
      assertThat(rig.events(BlockEvent.BioSubmitted.class))
          .extracting(BlockEvent.BioSubmitted::bio)
          .containsExactlyInAnyOrder(1L, 2L, 1_000_001L, 1_000_002L);
    }
  }
}
