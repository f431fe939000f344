package org.folioscope.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What devices notice of memory that changes while it is written, and what copies are good for. */
class BytesUnderWayTest {

  private static final int SECTORS = 8;
  private static final Content OLD = Content.fill(1, Rig.PAGE);
  private static final Content NEW = Content.fill(2, Rig.PAGE);

  private final List<Integer> ended = new ArrayList<>();

  private static Rig rig(DeviceMode mode) {
    return new Rig(DeviceOptions.DEFAULT.with(mode));
  }

  private void write(Rig rig, Rig.Memory memory, boolean bouncing) {
    rig.run(() ->
        rig.disk.submit(
            Rig.write(8, memory, (bio, status) -> ended.add(status))
                .with(bouncing ? BioFlags.BOUNCE_PINNED : BioFlags.NONE)));
  }

  private static int rebuild(Rig rig, int member) {
    AtomicInteger changed = new AtomicInteger();
    rig.run(() -> changed.set(rig.disk.rebuild(member)));
    return changed.get();
  }

  private static List<String> violations(Rig rig) {
    return rig.events(ReportEvent.ViolationReported.class).stream()
        .peek(report -> assertThat(report.kind()).isEqualTo(Kind.CHECKSUM))
        .map(report -> report.id() + " in " + report.function())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(DeviceMode.class)
  void memoryThatStaysAsItIsIsStored(DeviceMode mode) {
    Rig rig = rig(mode);
    write(rig, new Rig.Memory(OLD), false);
    assertThat(violations(rig)).isEmpty();
    assertThat(ended).containsExactly(0);
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(OLD);
  }

  @Test
  void aPlainDeviceStoresWhatItFinds() {
    Rig rig = rig(DeviceMode.PLAIN);
    write(rig, new Rig.Memory(OLD).thenAfter(1, NEW), false);
    assertThat(violations(rig)).isEmpty();
    assertThat(rig.disk.peek(8, Rig.PAGE))
        .isEqualTo(Content.concat(List.of(Content.fill(1, 2048), Content.fill(2, 2048))));
  }

  @Test
  void memoryThatChangedAfterItsTagWasMadeFailsTheBio() {
    Rig rig = rig(DeviceMode.DIF);
    write(rig, new Rig.Memory(OLD).thenAfter(SECTORS + 1, NEW), false);
    assertThat(violations(rig))
        .containsExactly("checksum-mismatch-under-writeback in t10_pi_type1_verify_crc");
    assertThat(ended).containsExactly(Failure.PROTECTION.status());
    assertThat(rig.disk.peek(8, 2048)).as("before the sector").isEqualTo(Content.fill(1, 2048));
    assertThat(rig.disk.peek(12, 2048)).as("from there on").isEqualTo(Content.fill(0, 2048));
  }

  @Test
  void memoryThatChangedBeforeItsTagWasMadeIsFine() {
    Rig rig = rig(DeviceMode.DIF);
    write(rig, new Rig.Memory(OLD).thenAfter(0, NEW), false);
    assertThat(violations(rig)).isEmpty();
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(NEW);
  }

  @Test
  void memoryThatChangedAfterItWentIntoTheParityLeavesAnInconsistentStripe() {
    Rig rig = rig(DeviceMode.PARITY);
    write(rig, new Rig.Memory(OLD).thenAfter(1, NEW), false);
    assertThat(violations(rig)).containsExactly("checksum-mismatch-in-stripe in ops_run_io");
    assertThat(ended).as("nobody is told").containsExactly(0);
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(NEW);
  }

  /** The half of the stripe that nobody touched pays for the other. */
  @Test
  void anInconsistentStripeMakesWrongBytesOfTheMemberThatIsRebuilt() {
    Rig rig = rig(DeviceMode.PARITY);
    write(rig, new Rig.Memory(OLD).thenAfter(1, NEW), false);
    assertThat(rebuild(rig, 0)).isEqualTo(4);
    assertThat(rig.disk.peek(0, 2048)).isEqualTo(Content.fill(1 ^ 2, 2048));
    assertThat(rig.disk.peek(4, 2048)).as("consistent").isEqualTo(Content.fill(0, 2048));
    assertThat(rebuild(rig, 0)).as("the stripe adds up now").isZero();
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(NEW);
  }

  @Test
  void theMemberThatWasWrittenBecomesWhatWentIntoTheParity() {
    Rig rig = rig(DeviceMode.PARITY);
    write(rig, new Rig.Memory(OLD).thenAfter(1, NEW), false);
    assertThat(rebuild(rig, 1)).isEqualTo(4);
    assertThat(rig.disk.peek(8, 2048)).isEqualTo(Content.fill(1, 2048));
    assertThat(rig.disk.peek(0, Rig.PAGE)).isEqualTo(Content.fill(0, Rig.PAGE));
  }

  @Test
  void whatIsNoArrayCannotBeRebuilt() {
    assertThat(rig(DeviceMode.PLAIN).disk.rebuild(0)).isNegative();
    assertThat(rig(DeviceMode.PARITY).disk.rebuild(2)).isNegative();
  }

  @Test
  void memoryThatChangedAfterTheFilesystemsChecksumIsStoredWithoutAWord() {
    Rig rig = rig(DeviceMode.DATASUM);
    write(rig, new Rig.Memory(OLD).thenAfter(1, NEW), false);
    assertThat(violations(rig))
        .allMatch("checksum-mismatch-in-file in btrfs_print_data_csum_error"::equals)
        .isNotEmpty();
    assertThat(ended).as("nobody is told").containsExactly(0);
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(NEW);
  }

  @Test
  void aCopyComesTooLateForTheFilesystemsChecksum() {
    Rig rig = rig(DeviceMode.DATASUM);
    write(rig, new Rig.Memory(OLD).pinned().thenAfter(1, NEW), true);
    assertThat(violations(rig))
        .allMatch("checksum-mismatch-in-file in btrfs_print_data_csum_error"::equals)
        .isNotEmpty();
    assertThat(rig.disk.peek(8, Rig.PAGE)).as("the copy").isEqualTo(NEW);
  }

  @ParameterizedTest
  @EnumSource(value = DeviceMode.class, names = "DATASUM", mode = EnumSource.Mode.EXCLUDE)
  void aCopyOfPinnedMemoryIsWhatTheDeviceSees(DeviceMode mode) {
    Rig rig = rig(mode);
    Rig.Memory memory = new Rig.Memory(OLD).pinned().thenAfter(1, NEW);
    write(rig, memory, true);
    assertThat(violations(rig)).isEmpty();
    assertThat(memory.accesses).as("read once, for the copy").containsExactly("load 0+4096");
    assertThat(rig.events(BlockEvent.SegmentsBounced.class))
        .extracting(BlockEvent.SegmentsBounced::bytes)
        .containsExactly(Rig.PAGE);
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(OLD);
  }

  @Test
  void memoryThatIsNotPinnedIsNotCopied() {
    Rig rig = rig(DeviceMode.PLAIN);
    write(rig, new Rig.Memory(OLD), true);
    assertThat(rig.events(BlockEvent.SegmentsBounced.class)).isEmpty();
    assertThat(rig.disk.peek(8, Rig.PAGE)).isEqualTo(OLD);
  }

  @Test
  void nothingIsKeptForABioThatIsDone() {
    Rig rig = rig(DeviceMode.DIF);
    write(rig, new Rig.Memory(OLD).pinned(), true);
    assertThat(rig.space.values().keySet())
        .noneMatch(name -> name.startsWith("disk.integrity") || name.startsWith("disk.bounced"));
  }
}
