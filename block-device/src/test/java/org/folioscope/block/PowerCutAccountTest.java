package org.folioscope.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.state.StateSpace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a power cut may leave of a block, by what was written, completed and flushed before. */
class PowerCutAccountTest {

  private static final Content ZEROES = block(0);
  private static final long FLUSH = 100;

  private final StateSpace space = new StateSpace();
  private final WriteCache bytes = new WriteCache(space, new PowerCuts(true, 8));

  @BeforeEach
  void isApplying() {
    space.beginApply();
  }

  private static Content block(int value) {
    return Content.fill(value, 8 * Content.SECTOR);
  }

  private static void submit(WriteCache cache, long bio) {
    cache.submitted(
        new BlockEvent.BioSubmitted(
            bio, 0, 0, BioOp.WRITE, 0, List.of(new BlockEvent.SegmentSubmitted(1, 0, 4096))));
  }

  private void begin(int bio, int sectors) {
    submit(bytes, bio);
    for (int sector = 0; sector < sectors; sector++) {
      bytes.store(bio, sector, Content.fill(bio, Content.SECTOR));
    }
  }

  private void write(int bio) {
    begin(bio, 8);
    bytes.completed(bio);
  }

  private List<Content> left() {
    bytes.powerLost();
    List<Content> versions = bytes.unsettledVersions(0);
    return versions.isEmpty() ? List.of(bytes.load(0, 8 * Content.SECTOR)) : versions;
  }

  @Test
  void whatWasOnlyCompletedIsThereOrNot() {
    write(1);
    assertThat(left()).containsExactly(ZEROES, block(1));
  }

  @Test
  void whatWasCompletedBeforeAFlushIsThere() {
    write(1);
    bytes.flushIssued(FLUSH);
    bytes.flushed(FLUSH);
    assertThat(left()).containsExactly(block(1));
  }

  @Test
  void whatCompletesAfterTheFlushWasIssuedIsThereOrNot() {
    begin(1, 8);
    bytes.flushIssued(FLUSH);
    bytes.completed(1);
    bytes.flushed(FLUSH);
    assertThat(left()).containsExactly(ZEROES, block(1));
  }

  @Test
  void aFlushReachesWhatAWriteInFlightHasCovered() {
    write(1);
    begin(2, 8);
    bytes.flushIssued(FLUSH);
    bytes.flushed(FLUSH);
    assertThat(left()).containsExactly(block(1), block(2));
  }

  @Test
  void aFlushReachesWhatACompletedWriteHasReplacedMeanwhile() {
    write(1);
    bytes.flushIssued(FLUSH);
    write(2);
    bytes.flushed(FLUSH);
    assertThat(left()).containsExactly(block(1), block(2));
  }

  @Test
  void anOlderFlushTakesNothingBack() {
    write(1);
    bytes.flushIssued(FLUSH);
    write(2);
    bytes.flushIssued(FLUSH + 1);
    bytes.flushed(FLUSH + 1);
    bytes.flushed(FLUSH);
    assertThat(left()).containsExactly(block(2));
  }

  @Test
  void aBlockThatWasReceivedInPartIsAsItWas() {
    begin(1, 4);
    assertThat(left()).containsExactly(ZEROES);
  }

  @Test
  void withSectorsForUnitsEachIsThereOrNot() {
    WriteCache torn = new WriteCache(emptySpace(), new PowerCuts(true, 1));
    submit(torn, 1);
    torn.store(1, 0, Content.fill(1, Content.SECTOR));
    torn.powerLost();
    assertThat(torn.unsettledVersions(0))
        .containsExactly(Content.fill(0, Content.SECTOR), Content.fill(1, Content.SECTOR));
    assertThat(torn.firstUnsettled(1, 7)).isNegative();
  }

  @Test
  void writtenThroughIsThere() {
    begin(1, 8);
    bytes.forced(1);
    bytes.completed(1);
    assertThat(left()).containsExactly(block(1));
  }

  @Test
  void whatIsSettledStays() {
    write(1);
    bytes.powerLost();
    bytes.settled(0, 1);
    assertThat(bytes.firstUnsettled(0, 8)).isNegative();
    assertThat(bytes.load(0, 8 * Content.SECTOR)).isEqualTo(block(1));
  }

  private static StateSpace emptySpace() {
    StateSpace other = new StateSpace();
    other.beginApply();
    return other;
  }
}
