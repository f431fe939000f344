package org.folioscope.scenarios.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.calls.Reshape;
import org.folioscope.vm.folio.FolioEvent;
import org.junit.jupiter.api.Test;

/** What a file must hold that became a copy of another one. */
class ClonesTest {

  private static final int FILE = 12;
  private static final int COPY = 13;
  private static final int SIZE = 4096;

  private final DataOracle oracle = new DataOracle();
  private long number;

  ClonesTest() {
    oracle.begin(FILE, 0, Content.fill(1, SIZE));
    oracle.begin(COPY, 0, Content.fill(2, SIZE));
  }

  @Test
  void itHoldsWhatTheOtherHeldAndNothingOfItsOwn() {
    cloneBegins();
    cloneEnds(true);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(2, SIZE))).containsExactly("foreign-bytes");
    assertThat(wrong(Content.fill(1, 100))).containsExactly("lost-write");
  }

  @Test
  void whatIsWrittenToTheOtherLaterMustNotShow() {
    cloneBegins();
    cloneEnds(true);
    begins(1, FILE);
    ends(1, FILE, 3);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(3, SIZE))).containsExactly("foreign-bytes");
  }

  @Test
  void whatIsWrittenToTheOtherMeanwhileMayShowOrNot() {
    cloneBegins();
    begins(1, FILE);
    ends(1, FILE, 3);
    cloneEnds(true);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(3, SIZE))).isEmpty();
  }

  @Test
  void whatIsWrittenToTheOtherAllTheWhileMayShowOrNot() {
    begins(1, FILE);
    cloneBegins();
    cloneEnds(true);
    ends(1, FILE, 3);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(3, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(4, SIZE))).containsExactly("foreign-bytes");
  }

  @Test
  void whatIsWrittenToTheCopyLaterIsThere() {
    cloneBegins();
    cloneEnds(true);
    begins(1, COPY);
    ends(1, COPY, 4);
    assertThat(wrong(Content.fill(4, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE))).containsExactly("lost-write");
  }

  @Test
  void whatIsWrittenToTheCopyMeanwhileMayBeReplacedOrNot() {
    begins(1, COPY);
    cloneBegins();
    cloneEnds(true);
    ends(1, COPY, 4);
    assertThat(wrong(Content.fill(4, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
  }

  @Test
  void oneThatFailedMayHaveBeenDoneInPart() {
    cloneBegins();
    cloneEnds(false);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(2, SIZE))).isEmpty();
  }

  @Test
  void oneThatIsLongerKeepsWhatLiesBehindTheEndOfTheOther() {
    oracle.begin(COPY, SIZE, Content.fill(2, SIZE));
    cloneBegins();
    cloneEnds(true);
    assertThat(wrong(Content.fill(1, SIZE), Content.fill(2, SIZE))).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE), Content.fill(0, SIZE))).containsExactly("lost-write");
    assertThat(wrong(Content.fill(2, 2 * SIZE))).containsExactly("foreign-bytes");
    assertThat(wrong(Content.fill(1, SIZE))).containsExactly("lost-write");
  }

  @Test
  void oneThatIsLongerIsNoShorterWhenTheOtherWasTruncated() {
    oracle.begin(COPY, SIZE, Content.fill(2, SIZE));
    truncated(FILE, 512);
    cloneBegins();
    cloneEnds(true);
    Content tail = Content.fill(2, 2 * SIZE - 512);
    assertThat(wrong(Content.fill(1, 512), tail)).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE), Content.fill(2, SIZE)))
        .containsExactly("foreign-bytes");
    assertThat(wrong(Content.fill(1, 512))).containsExactly("lost-write");
  }

  @Test
  void oneThatIsLongerStaysAsLongAsItWasTruncated() {
    oracle.begin(COPY, SIZE, Content.fill(2, SIZE));
    truncated(COPY, SIZE + 100);
    cloneBegins();
    cloneEnds(true);
    assertThat(wrong(Content.fill(1, SIZE), Content.fill(2, 100))).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE))).containsExactly("lost-write");
    assertThat(wrong(Content.fill(1, SIZE), Content.fill(2, SIZE)))
        .containsExactly("lost-write", "foreign-bytes");
  }

  @Test
  void whatTheOtherLostAndGainedAgainIsZeroInOneThatIsLonger() {
    oracle.begin(COPY, SIZE, Content.fill(2, SIZE));
    truncated(FILE, 512);
    truncated(FILE, SIZE);
    cloneBegins();
    cloneEnds(true);
    Content tail = Content.fill(2, SIZE);
    assertThat(wrong(Content.fill(1, 512), Content.fill(0, SIZE - 512), tail)).isEmpty();
    assertThat(wrong(Content.fill(1, SIZE), tail)).containsExactly("lost-write");
  }

  @Test
  void whatADeviceStoresMeanwhileBehindTheNewEndMayBeGone() {
    cloneBegins();
    happens(1, new GupEvent.PageHeld(7, COPY, 1, true, true));
    happens(1, new FolioEvent.DataStored(7, 0, Content.fill(5, SIZE), FolioEvent.Writer.DEVICE));
    happens(1, new GupEvent.PageReleased(7, true));
    cloneEnds(true);
    assertThat(wrong(Content.fill(1, SIZE))).isEmpty();
  }

  private void truncated(int file, long size) {
    happens(1, new CallEvent.ReshapeBegan(1, file));
    happens(1, new CallEvent.ReshapeEnded(1, file, Reshape.TRUNCATE, size, 0, true));
  }

  private void cloneBegins() {
    happens(0, new CallEvent.ReshapeBegan(0, FILE));
    happens(0, new CallEvent.ReshapeBegan(0, COPY));
  }

  private void cloneEnds(boolean certain) {
    happens(0, new CallEvent.FileCloned(0, FILE, COPY, certain));
  }

  private void begins(int task, int inode) {
    happens(task, new CallEvent.ChangeBegan(task, inode, 0, SIZE));
  }

  private void ends(int task, int inode, int fill) {
    happens(task, new CallEvent.ChangeEnded(task, inode, 0, Content.fill(fill, SIZE)));
  }

  private void happens(int task, Event event) {
    oracle.happened(++number, task, event);
  }

  private List<String> wrong(Content... found) {
    return oracle.check(List.of(new ReadBack(COPY, "copy", Either.right(List.of(found))))).stream()
        .map(Finding::id)
        .toList();
  }
}
