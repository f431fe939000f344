package org.folioscope.scenarios.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.calls.Reshape;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.junit.jupiter.api.Test;

/** What the oracle makes of a log: from public events, without any model. */
class DataOracleTest {

  private static final int FILE = 12;
  private static final int PAGE = 4;
  private static final int SIZE = 4096;

  private final DataOracle oracle = new DataOracle();
  private long number;

  DataOracleTest() {
    oracle.begin(FILE, 0, Content.fill(0, SIZE));
  }

  private void happens(int task, Event... events) {
    for (Event event : events) {
      oracle.happened(++number, task, event);
    }
  }

  private void begins(int task, int position, int length) {
    happens(task, new CallEvent.ChangeBegan(task, FILE, position, length));
  }

  private void ends(int task, int position, Content content) {
    happens(task, new CallEvent.ChangeEnded(task, FILE, position, content));
  }

  private void writes(int task, int position, Content content) {
    begins(task, position, content.length());
    ends(task, position, content);
  }

  private void holds() {
    happens(0, new GupEvent.PageHeld(PAGE, FILE, 0, true, true));
  }

  private void letsGo() {
    happens(0, new GupEvent.PageReleased(PAGE, true));
  }

  private void deviceStores(int offset, Content content) {
    happens(64, new FolioEvent.DataStored(PAGE, offset, content, FolioEvent.Writer.DEVICE));
  }

  private void dirtied() {
    happens(48, new FolioEvent.FlagSet(PAGE, PageFlag.DIRTY));
  }

  private void cleaned() {
    happens(1, new FolioEvent.FlagCleared(PAGE, PageFlag.DIRTY));
  }

  private void syncBegins() {
    happens(0, new CallEvent.SyncBegan(0, FILE, 0, SIZE));
  }

  private void syncReturns(int result) {
    happens(0, new CallEvent.SyncEnded(0, FILE, 0, 3, result));
  }

  private List<String> wrong(Content bytes) {
    return oracle.check(List.of(new ReadBack(FILE, "file", Either.right(List.of(bytes))))).stream()
        .map(Finding::id)
        .toList();
  }

  private List<String> noticed() {
    return oracle.findings().stream().map(Finding::id).toList();
  }

  private static Content page(int fill) {
    return Content.fill(fill, SIZE);
  }

  private static Content halves(int first, int second) {
    return Content.concat(List.of(Content.fill(first, 2048), Content.fill(second, 2048)));
  }

  @Test
  void whatWasWrittenLastMustBeThere() {
    writes(0, 0, page(1));
    writes(0, 0, page(2));
    assertThat(wrong(page(2))).isEmpty();
    assertThat(wrong(page(1))).containsExactly("lost-write");
    assertThat(wrong(page(0))).containsExactly("lost-write");
    assertThat(wrong(halves(2, 1))).containsExactly("lost-write");
  }

  @Test
  void whatWasNeverWrittenMustNotBeThere() {
    writes(0, 0, page(1));
    assertThat(wrong(page(3))).containsExactly("foreign-bytes");
    assertThat(wrong(halves(3, 0))).containsExactly("foreign-bytes", "lost-write");
  }

  @Test
  void aByteThatNobodyTouchedIsWhatItWasAtTheBeginning() {
    writes(0, 100, Content.fill(1, 10));
    Content right =
        Content.concat(
            List.of(Content.fill(0, 100), Content.fill(1, 10), Content.fill(0, SIZE - 110)));
    assertThat(wrong(right)).isEmpty();
    assertThat(wrong(page(1))).containsExactly("foreign-bytes");
  }

  @Test
  void ofTwoAtWorkAtTheSameTimeEitherMayBeTheLast() {
    begins(0, 0, SIZE);
    begins(1, 0, SIZE);
    ends(0, 0, page(1));
    ends(1, 0, page(2));
    assertThat(wrong(page(1))).isEmpty();
    assertThat(wrong(page(2))).isEmpty();
    assertThat(wrong(halves(1, 2))).isEmpty();
    assertThat(wrong(page(0))).containsExactly("lost-write");
  }

  @Test
  void whoBeganAfterBothHadEndedComesLast() {
    begins(0, 0, SIZE);
    begins(1, 0, SIZE);
    ends(0, 0, page(1));
    ends(1, 0, page(2));
    writes(0, 0, page(3));
    assertThat(wrong(page(3))).isEmpty();
    assertThat(wrong(page(2))).containsExactly("lost-write");
  }

  @Test
  void aFileThatIsShorterThanWhatWasWrittenLostSomething() {
    writes(0, SIZE, page(1));
    assertThat(wrong(page(0))).containsExactly("lost-write");
  }

  @Test
  void aFileThatCannotBeReadLostSomething() {
    assertThat(
            oracle.check(List.of(new ReadBack(FILE, "file", Either.left(Errno.EIO)))).stream()
                .map(Finding::id))
        .containsExactly("lost-write");
  }

  @Test
  void aDeviceThatFillsAHeldPageWritesTheFile() {
    holds();
    deviceStores(0, Content.fill(5, 2048));
    deviceStores(2048, Content.fill(5, 2048));
    letsGo();
    assertThat(wrong(page(5))).isEmpty();
    assertThat(wrong(page(0))).containsExactly("lost-write");
  }

  @Test
  void aDeviceThatStoresIntoAPageNobodyHoldsForWritingDoesNot() {
    deviceStores(0, page(5));
    assertThat(wrong(page(0))).isEmpty();
  }

  @Test
  void aProgramMayWriteBesideADeviceUntilThePageIsLetGo() {
    holds();
    deviceStores(0, page(5));
    writes(1, 0, page(6));
    letsGo();
    assertThat(wrong(page(5))).isEmpty();
    assertThat(wrong(page(6))).isEmpty();
    writes(1, 0, page(7));
    assertThat(wrong(page(6))).containsExactly("lost-write");
  }

  private void splices(int task, int position) {
    happens(task, new CallEvent.PageSpliced(task, PAGE, 1024, 2048, FILE, position));
  }

  private void stores(int offset, Content content) {
    happens(1, new FolioEvent.DataStored(PAGE, offset, content, FolioEvent.Writer.CPU));
  }

  @Test
  void whatIsStoredIntoASplicedPageArrivesOrNot() {
    begins(0, 0, 2048);
    splices(0, 0);
    stores(0, Content.fill(2, 2048));
    ends(0, 0, Content.fill(1, 2048));
    happens(0, new CallEvent.CallReturned(0, "sendfile", 2048));
    assertThat(wrong(halves(1, 0))).isEmpty();
    Content mixed =
        Content.concat(
            List.of(Content.fill(2, 1024), Content.fill(1, 1024), Content.fill(0, 2048)));
    assertThat(wrong(mixed)).isEmpty();
    assertThat(wrong(halves(2, 0))).containsExactly("foreign-bytes");
    assertThat(wrong(page(0))).containsExactly("lost-write");
  }

  @Test
  void whatIsStoredIntoAPageThatArrivedComesTooLate() {
    begins(0, 0, 2048);
    splices(0, 0);
    ends(0, 0, Content.fill(1, 2048));
    happens(0, new CallEvent.CallReturned(0, "sendfile", 2048));
    stores(1024, Content.fill(2, 2048));
    assertThat(wrong(halves(1, 0))).isEmpty();
    assertThat(wrong(halves(2, 0))).containsExactly("foreign-bytes");
  }

  @Test
  void aChangeThatWasNotConfirmedMayBeThereOrNot() {
    begins(0, 0, SIZE);
    happens(0, new CallEvent.ChangeUnconfirmed(0, FILE, 0, page(1)));
    assertThat(wrong(page(0))).isEmpty();
    assertThat(wrong(page(1))).isEmpty();
    assertThat(wrong(halves(1, 0))).isEmpty();
    assertThat(wrong(page(2))).containsExactly("foreign-bytes");
    writes(0, 0, page(3));
    assertThat(wrong(page(1))).containsExactly("lost-write");
  }

  @Test
  void aSyncIsAnsweredForItsRangeAlone() {
    holds();
    happens(0, new CallEvent.SyncBegan(0, FILE, SIZE, SIZE));
    syncReturns(0);
    dirtied();
    assertThat(noticed()).isEmpty();
  }

  @Test
  void aPageHeldTwiceIsLetGoTwice() {
    holds();
    holds();
    deviceStores(0, page(5));
    letsGo();
    writes(1, 0, page(6));
    assertThat(wrong(page(5))).as("still held: either may be the last").isEmpty();
    letsGo();
    assertThat(wrong(page(6))).isEmpty();
  }

  @Test
  void aHeldPageThatIsDirtiedAfterFsyncReturnedIsLate() {
    holds();
    syncBegins();
    syncReturns(0);
    assertThat(noticed()).isEmpty();
    dirtied();
    assertThat(noticed()).containsExactly("late-dirty");
  }

  @Test
  void alsoIfItIsDirtiedWhileFsyncGoesOnAndNotCleanedAgain() {
    holds();
    syncBegins();
    dirtied();
    syncReturns(0);
    assertThat(noticed()).containsExactly("late-dirty");
  }

  @Test
  void notIfFsyncCleanedItOnce() {
    holds();
    syncBegins();
    dirtied();
    cleaned();
    syncReturns(0);
    letsGo();
    assertThat(noticed()).isEmpty();
  }

  @Test
  void notIfThePageWasLetGoBeforeOrFsyncFailed() {
    holds();
    letsGo();
    syncBegins();
    syncReturns(0);
    dirtied();
    holds();
    syncBegins();
    syncReturns(Errno.EIO.result());
    dirtied();
    assertThat(noticed()).isEmpty();
  }

  @Test
  void thatReadReturnedDoesNotLetThePageGo() {
    holds();
    deviceStores(0, page(5));
    happens(0, new CallEvent.CallReturned(0, "read(fd, addr, 4K)", SIZE));
    syncBegins();
    syncReturns(0);
    dirtied();
    letsGo();
    assertThat(noticed()).containsExactly("late-dirty");
    assertThat(wrong(page(0))).as("but in the end it must be there").containsExactly("lost-write");
  }

  @Test
  void anOracleThatStartsFromAnotherKnowsItsFiles() {
    writes(0, 0, page(1));
    DataOracle copy = new DataOracle(oracle, false, finding -> {});
    copy.happened(++number, 0, new CallEvent.ChangeBegan(0, FILE, 0, SIZE));
    copy.happened(++number, 0, new CallEvent.ChangeEnded(0, FILE, 0, page(2)));
    assertThat(wrong(page(1))).as("the first one learns nothing of it").isEmpty();
    assertThat(copy.check(List.of(new ReadBack(FILE, "file", Either.right(List.of(page(1)))))))
        .hasSize(1);
  }

  @Test
  void anOracleThatStartsFromAnotherKnowsWhoHoldsPages() {
    holds();
    DataOracle copy = new DataOracle(oracle, false, finding -> {});
    copy.happened(
        ++number, 1, new FolioEvent.DataStored(PAGE, 0, page(5), FolioEvent.Writer.DEVICE));
    assertThat(copy.check(List.of(new ReadBack(FILE, "file", Either.right(List.of(page(5)))))))
        .isEmpty();
  }

  private void reshapes(Reshape reshape, int position, int length) {
    happens(0, new CallEvent.ReshapeBegan(0, FILE));
    happens(0, new CallEvent.ReshapeEnded(0, FILE, reshape, position, length, true));
  }

  private void storesThroughMemory(int position, Content content) {
    begins(1, position, content.length());
    happens(1, new CallEvent.StoreEnded(1, FILE, position, content));
  }

  @Test
  void whatWasCutOffIsZeroWhenTheFileIsLongAgain() {
    writes(0, 0, page(1));
    reshapes(Reshape.TRUNCATE, 2048, 0);
    assertThat(wrong(Content.fill(1, 2048))).isEmpty();
    assertThat(wrong(page(1))).containsExactly("lost-write", "foreign-bytes");
    assertThat(wrong(Content.fill(1, 1024))).containsExactly("lost-write");
    reshapes(Reshape.TRUNCATE, SIZE, 0);
    assertThat(wrong(halves(1, 0))).isEmpty();
    assertThat(wrong(page(1))).containsExactly("lost-write");
    assertThat(wrong(Content.fill(1, 2048))).containsExactly("lost-write");
  }

  @Test
  void aWriteAfterATruncationMakesTheFileLongAgain() {
    reshapes(Reshape.TRUNCATE, 0, 0);
    writes(0, 2048, Content.fill(2, 2048));
    assertThat(wrong(halves(0, 2))).isEmpty();
    assertThat(wrong(Content.of(new byte[0]))).containsExactly("lost-write");
  }

  @Test
  void aWriteBesideATruncationMayBeCutOffOrNot() {
    begins(1, 0, SIZE);
    reshapes(Reshape.TRUNCATE, 2048, 0);
    ends(1, 0, page(1));
    assertThat(wrong(page(1))).isEmpty();
    assertThat(wrong(Content.fill(1, 2048))).isEmpty();
    assertThat(wrong(halves(1, 0))).isEmpty();
    assertThat(wrong(Content.fill(1, 1024))).containsExactly("lost-write");
  }

  @Test
  void aStoreBeyondTheEndIsNoPartOfTheFile() {
    reshapes(Reshape.TRUNCATE, 1024, 0);
    storesThroughMemory(2048, Content.fill(7, 2048));
    assertThat(wrong(Content.fill(0, 1024))).isEmpty();
    reshapes(Reshape.TRUNCATE, SIZE, 0);
    assertThat(wrong(page(0))).isEmpty();
    assertThat(wrong(halves(0, 7))).containsExactly("lost-write");
  }

  @Test
  void aStoreBeyondTheFirstEndIsNoPartOfTheFileEither() {
    storesThroughMemory(SIZE, Content.fill(7, 512));
    reshapes(Reshape.EXTEND, SIZE, SIZE);
    assertThat(wrong(Content.fill(0, 2 * SIZE))).isEmpty();
  }

  @Test
  void anEmptiedRangeIsZeroAndTheFileStaysAsLongAsItIs() {
    writes(0, 0, page(1));
    reshapes(Reshape.EMPTY, 2048, 1 << 20);
    assertThat(wrong(halves(1, 0))).isEmpty();
    assertThat(wrong(page(1))).containsExactly("lost-write");
    assertThat(wrong(Content.fill(1, 2048))).containsExactly("lost-write");
    reshapes(Reshape.EXTEND, 0, SIZE + 512);
    assertThat(wrong(halves(1, 0))).containsExactly("lost-write");
  }

  @Test
  void aDevicesBytesAreLostIfTheirPageWasCutOffBefore() {
    holds();
    reshapes(Reshape.TRUNCATE, 0, 0);
    deviceStores(0, page(7));
    letsGo();
    assertThat(wrong(Content.of(new byte[0]))).containsExactly("lost-write");
  }

  @Test
  void theKernelsZeroesForATaskThatHoldsThePageAreNotWhatTheTaskCopies() {
    holds();
    happens(0, new CallEvent.ReshapeBegan(0, FILE));
    happens(0, new FolioEvent.DataStored(PAGE, 2048, Content.fill(0, 2048), FolioEvent.Writer.CPU));
    happens(0, new CallEvent.ReshapeEnded(0, FILE, Reshape.TRUNCATE, 2048, 0, true));
    happens(0, new CallEvent.CallReturned(0, "ftruncate(fd, 2K)", 0));
    reshapes(Reshape.TRUNCATE, SIZE, 0);
    deviceStores(0, page(5));
    assertThat(wrong(halves(5, 0))).containsExactly("lost-write");
  }

  @Test
  void aDevicesBytesMayBeCutOffWhileTheirPageIsHeld() {
    holds();
    deviceStores(0, page(7));
    reshapes(Reshape.TRUNCATE, 0, 0);
    letsGo();
    assertThat(wrong(Content.of(new byte[0]))).isEmpty();
  }

  @Test
  void aDevicesBytesBeyondTheEndAreNoPartOfTheFile() {
    reshapes(Reshape.TRUNCATE, 1024, 0);
    holds();
    deviceStores(0, page(7));
    letsGo();
    reshapes(Reshape.TRUNCATE, SIZE, 0);
    Content kept = Content.concat(List.of(Content.fill(7, 1024), Content.fill(0, SIZE - 1024)));
    assertThat(wrong(kept)).isEmpty();
    assertThat(wrong(page(0))).containsExactly("lost-write");
  }

  private void deviceFailsToWriteThePage() {
    happens(
        1,
        new CacheEvent.FolioAdded(FILE, 0, PAGE),
        new FolioEvent.FlagSet(PAGE, PageFlag.WRITEBACK),
        submitted(BioOp.WRITE),
        new BlockEvent.BioCompleted(1, Errno.EIO.result()));
  }

  private static BlockEvent submitted(BioOp operation) {
    return new BlockEvent.BioSubmitted(
        1, 0, 0, operation, 64, List.of(new BlockEvent.SegmentSubmitted(PAGE, 0, SIZE)));
  }

  @Test
  void aPageThatTheDeviceFailsToWriteSaysNothingOfTheSize() {
    happens(0, new CallEvent.ReshapeBegan(0, FILE));
    reshapes(Reshape.TRUNCATE, 2 * SIZE, 0);
    happens(0, new CallEvent.ReshapeEnded(0, FILE, Reshape.TRUNCATE, 100, 0, true));
    deviceFailsToWriteThePage();
    assertThat(wrong(Content.fill(0, 100))).isEmpty();
    assertThat(wrong(Content.fill(0, 50))).containsExactly("lost-write");
  }

  @Test
  void aTransferLetsItsOwnHoldOnAPageGoAndNobodyElses() {
    happens(2, new GupEvent.PageHeld(PAGE, FILE, 0, true, true));
    happens(3, new GupEvent.PageHeld(PAGE, FILE, 0, true, false));
    happens(3, submitted(BioOp.WRITE));
    happens(64, new GupEvent.PageReleased(PAGE, true));
    happens(2, new FolioEvent.DataStored(PAGE, 0, page(8), FolioEvent.Writer.CPU));
    assertThat(wrong(page(8))).as("task 2 holds the page still, and copies").isEmpty();
  }

  @Test
  void whatIsStoredIntoTheSourceOfADirectWriteArrivesOrNot() {
    happens(0, new CallEvent.CallBegan(0, "pwrite(…)"));
    begins(0, 0, SIZE);
    stores(0, page(2));
    happens(0, new GupEvent.PageHeld(PAGE, FILE + 1, 0, true, false));
    happens(0, submitted(BioOp.WRITE));
    stores(2048, Content.fill(3, 2048));
    ends(0, 0, page(1));
    happens(0, new CallEvent.CallReturned(0, "pwrite(…)", SIZE));
    assertThat(wrong(page(1))).isEmpty();
    assertThat(wrong(page(2))).isEmpty();
    assertThat(wrong(halves(2, 3))).isEmpty();
    assertThat(wrong(page(0))).containsExactly("lost-write");
    assertThat(wrong(page(3))).containsExactly("foreign-bytes");
  }
}
