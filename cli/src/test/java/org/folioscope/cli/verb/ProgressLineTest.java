package org.folioscope.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a person sees while an exploration is going on. */
class ProgressLineTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter terminal = new StringWriter();
  private long now = 5;

  @Test
  void tellsRateAndWhatWasFoundAndWhatIsLeftAsAGuess() {
    ProgressLine line = line(true);
    line.begins(() -> 0.2);
    now += 2 * SECOND;
    line.executed(3000, 3, 2);

    assertThat(shown())
        .isEqualTo(
            "3,000 executions, 1,500/s; 3 outcomes, 2 of them violations; 20.0 % done, 0:08 left"
                + " (a guess)");
  }

  @Test
  void guessesFromSecondsToDays() {
    assertThat(shownWhenDone(0.5)).endsWith("; 50.0 % done, 0:02 left (a guess)");
    assertThat(shownWhenDone(0.01)).endsWith("; 1.0 % done, 3:18 left (a guess)");
    assertThat(shownWhenDone(0.0002)).endsWith("; less than 0.1 % done, 2:46 h left (a guess)");
    assertThat(shownWhenDone(1e-12)).endsWith("; less than 0.1 % done, days left (a guess)");
  }

  @Test
  void saysNothingOfWhatNobodyKnows() {
    assertThat(shownWhenDone(Double.NaN)).endsWith("2 of them violations");
    assertThat(shownWhenDone(0)).endsWith("2 of them violations");
  }

  @Test
  void isDrawnAFewTimesASecondAndErasedAtTheEnd() {
    try (ProgressLine line = line(true)) {
      for (int i = 1; i <= 100; i++) {
        now += SECOND / 100;
        line.executed(i, 1, 0);
      }
    }

    assertThat(terminal.toString().split("violations", -1)).hasSize(5 + 1);
    assertThat(terminal.toString()).endsWith("\r\033[K");
  }

  @Test
  void isSilentWhereNobodyLooks() {
    try (ProgressLine line = line(false)) {
      now += SECOND;
      line.executed(1, 1, 0);
    }

    assertThat(terminal.toString()).isEmpty();
  }

  private String shownWhenDone(double fraction) {
    terminal.getBuffer().setLength(0);
    ProgressLine line = line(true);
    line.begins(() -> fraction);
    now += 2 * SECOND;
    line.executed(3000, 3, 2);
    return shown();
  }

  private String shown() {
    return terminal.toString().replace("\r\033[K", "");
  }

  private ProgressLine line(boolean shown) {
    return new ProgressLine(new PrintWriter(terminal), shown, () -> now);
  }
}
