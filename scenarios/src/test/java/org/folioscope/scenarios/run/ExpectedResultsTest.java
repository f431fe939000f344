package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.LowestFirst;
import org.junit.jupiter.api.Test;

/** What comes of results that scenarios expect of calls. */
class ExpectedResultsTest {

  private static final String OPEN = "fd = open(\"file\", O_RDWR)";
  private static final String MEMORY =
      "m = mmap(16K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";

  @Test
  void resultsAsExpectedAreNoNews() {
    assertThat(
            Trivial.calls(
                    OPEN,
                    MEMORY,
                    "pwrite(fd, pattern(7, 512), 100, 0) = 100",
                    "pread(fd, m, 8K, 4K) = 4K",
                    "pread(fd, m, 100, 0) = 99 | 100",
                    "load(m, 100) = fill(1) | pattern(7, 512)",
                    "load(m + 100) = 0",
                    "pread(99, m, 1, 0) = -1 EBADF",
                    "store(m + 16K, fill(1), 1) = SIGSEGV")
                .outcome())
        .isEqualTo("ok");
  }

  @Test
  void anotherNumberIsTold() {
    Violation told = only(OPEN, MEMORY, "pread(fd, m, 16K, 0) = 16K");
    assertThat(told.id()).isEqualTo("unexpected-result-pread");
    assertThat(told.kind()).isEqualTo(Kind.CORRUPTION);
    assertThat(told.message()).isEqualTo("pread(fd, m, 16K, 0) = 8192; expected 16K (line 8)");
  }

  @Test
  void anErrorIsARefusal() {
    Violation told = only(OPEN, "fsync(99) = -1 EIO");
    assertThat(told.id()).isEqualTo("unexpected-result-fsync");
    assertThat(told.kind()).isEqualTo(Kind.REFUSED);
    assertThat(told.message()).isEqualTo("fsync(99) = -1 EBADF; expected -1 EIO (line 7)");
  }

  @Test
  void ofOtherBytesTheFirstIsShown() {
    Violation told = only(OPEN, MEMORY, "load(m, 4K) = fill(0xAB)");
    assertThat(told.id()).isEqualTo("unexpected-content-load");
    assertThat(told.message())
        .isEqualTo(
            "load(m, 4K) = 4096 bytes, where byte 0 is 0x00 and not 0xAB; expected fill(171)"
                + " (line 8)");
  }

  @Test
  void setUpMayFailIfItMust() {
    assertThat(
            Trivial.with(
                    """
                    setup: [ fsync(99) = -1 EBADF ]
                    tasks: { a: [ fsync(99) = -1 EBADF ] }
                    """)
                .outcome())
        .isEqualTo("ok");
    assertThatThrownBy(
            () -> Trivial.with("setup: [ fsync(99) = 0 ]\ntasks: { a: [ fsync(99) ] }\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("set-up does not come to a good end: fsync(99) = -1 EBADF");
  }

  private static Violation only(String... calls) {
    Execution execution = Trivial.calls(calls).execute(new LowestFirst());
    assertThat(execution.violations()).hasSize(1);
    return execution.violations().getFirst();
  }
}
