package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.time.TimeEvent;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** What calls on memory return, and who shares what. */
class MemoryCallsTest {

  private static final long EINVAL = Errno.EINVAL.result();
  private static final long EFAULT = Errno.EFAULT.result();
  private static final long ADDRESS = 1L << 20;

  @Test
  void aMappingIsSharedOrPrivateOfAWholeOffsetAndNotEmpty() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "mmap(0, PROT_READ, MAP_SHARED, a, 0)",
                "mmap(4K, PROT_READ, MAP_SHARED|MAP_PRIVATE, a, 0)",
                "mmap(4K, PROT_READ, MAP_SHARED, a, 100)",
                "mmap(4K, PROT_READ, MAP_SHARED)",
                "mmap(1, PROT_READ, MAP_SHARED, a, 4K)"))
        .containsExactly(3L, EINVAL, EINVAL, EINVAL, (long) Errno.EBADF.result(), ADDRESS);
  }

  @Test
  void aMappingShowsTheFileFromItsOffsetOn() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "pwrite(a, fill(5), 10, 4096)",
                "m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 4K)",
                "load(m + 9)",
                "load(m + 10)"))
        .endsWith(5L, 0L);
  }

  @Test
  void memoryThatIsNotMappedOrNotSoIsEfault() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "r = mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
                "load(r + 4K)",
                "store(r, fill(1), 1)",
                "load(r)",
                "n = mmap(4K, PROT_NONE, MAP_SHARED, a, 0)",
                "load(n)"))
        .containsSubsequence(ADDRESS, EFAULT, EFAULT, 0L)
        .endsWith(EFAULT);
  }

  @Test
  void munmapTakesTheMemoryAwayAndKeepsTheFilesBytes() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "store(m, fill(9), 1)",
                "munmap(m, 4K)",
                "load(m)",
                "n = mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
                "load(n)"))
        .containsExactly(3L, ADDRESS, 1L, 0L, EFAULT, ADDRESS, 9L);
  }

  @Test
  void aStoreIntoASharedMappingIsSeenByRead() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "store(m + 4090, \"across pages\")",
                "b = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)",
                "pread(a, b, 12, 4090)",
                "load(b + 11)"))
        .endsWith(12L, (long) 's');
  }

  @Test
  void aStoreIntoAPrivateMappingStaysInTheProcess() {
    Trivial trivial =
        Trivial.calls(
            "a = open(\"file\", O_RDWR)",
            "m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE, a, 0)",
            "load(m)",
            "store(m, fill(9), 1)",
            "load(m)",
            "s = mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
            "load(s)",
            "fsync(a)");
    assertThat(trivial.outcome()).isEqualTo("ok");
    assertThat(trivial.results()).containsSubsequence(0L, 1L, 9L).endsWith(0L, 0L);
  }

  @Test
  void anonymousMemoryIsZeroAtFirst() {
    assertThat(
            Trivial.resultsOf(
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)",
                "load(m + 8191)",
                "store(m + 8191, fill(3), 1)",
                "load(m + 8191)"))
        .containsExactly(ADDRESS, 0L, 1L, 3L);
  }

  @Test
  void pagedOutMemoryComesBack() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"other\", O_RDWR)",
                "m = mmap(8K, PROT_READ, MAP_SHARED, a, 0)",
                "load(m)",
                "madvise(m, 8K, MADV_PAGEOUT)",
                "load(m + 4096)"))
        .endsWith(0xABL, 0L, 0xABL);
  }

  @Test
  void processesHaveDescriptorsAndMemoryOfTheirOwnAndShareFiles() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              one:
                process: first
                calls:
                  - a = open("file", O_RDWR)
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
                  - done = store(m, fill(7), 1)
              two:
                process: second
                calls:
                  - b = open("file", O_RDWR)
                  - n = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, b, 0)
                  - load(n + done - 1)
            """);
    trivial.execute(new RoundRobin());
    var results = trivial.resultsByCall();
    assertThat(results)
        .containsEntry("a = open(\"file\", O_RDWR)", 3L)
        .containsEntry("b = open(\"file\", O_RDWR)", 3L)
        .containsEntry("load((n + done) - 1)", 7L);
    assertThat(results.get("m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)"))
        .as("the same address in two address spaces")
        .isEqualTo(results.get("n = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, b, 0)"));
  }

  @Test
  void threadsOfOneProcessShareBoth() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              one: [ 'a = open("file", O_RDWR)' ]
              two: [ 'b = open("file", O_RDWR)', 'close(a)', 'close(b)', 'close(3)' ]
            """);
    trivial.execute(new LowestFirst());
    assertThat(trivial.results()).containsExactly(3L, 4L, 0L, 0L, (long) Errno.EBADF.result());
  }

  @Test
  void whoReadsAVariableWaitsUntilItIsAssigned() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              user: [ 'fsync(a)' ]
              maker: [ 'a = open("file", O_RDWR)' ]
            """);
    trivial.execute(new LowestFirst());
    assertThat(trivial.resultsByCall().keySet())
        .containsExactly("a = open(\"file\", O_RDWR)", "fsync(a)");
    assertThat(trivial.outcomes(1).keySet()).containsExactly("ok");
  }

  @Test
  void aVariableThatNobodyAssignsIsAHang() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              one: [ 'fsync(b)', 'a = open("file", O_RDWR)' ]
              two: [ 'fsync(a)', 'b = open("file", O_RDWR)' ]
            """);
    assertThat(trivial.outcome()).isIn("hang", "deadlock");
  }

  @Test
  void sleepingTakesVirtualTimeInTheOrderOfTheDeadlines() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              late: [ 'sleep(2s)', 'a = open("file", O_RDWR)' ]
              early: [ 'sleep(1s)', 'b = open("file", O_RDWR)' ]
            """);
    for (var scheduler : List.of(new LowestFirst(), new RoundRobin())) {
      trivial.execute(scheduler);
      assertThat(trivial.events(TimeEvent.TimerFired.class))
          .extracting(TimeEvent.TimerFired::deadline)
          .containsExactly(1_000_000_000L, 2_000_000_000L);
      assertThat(trivial.results()).hasSize(4).contains(3L, 4L);
    }
    assertThat(trivial.outcomes(0).keySet()).containsExactly("ok");
  }
}
