package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

/** Failing devices, files without names and appends, judged by the oracle over every order. */
class FaultRunsTest {

  private static final String FAILED_WRITE_TOLD =
      """
      files: { file: 8K }
      tasks:
        a:
          - a = open("file", O_RDWR)
          - write(a, fill(1), 4K)
          - fail_io(write, IOERR, times=1)
          - fsync(a)
      """;

  private static final String OPENED_AFTER_THE_ERROR =
      """
      files: { file: 8K }
      tasks:
        a:
          - a = open("file", O_RDWR)
          - write(a, fill(1), 4K)
          - fail_io(write, IOERR, times=1)
          - sync()
          - close(a)
          - b = open("file", O_RDWR)
          - fsync(b)
      """;

  private static String outcome(Kernel kernel, String lines) {
    return Trivial.with(new TrivialProvider(), kernel, lines).outcome();
  }

  /**
   * Explores all orders; gives each outcome with the results of the calls that are asked for. Fails
   * unless the search came to its end and had something to choose.
   */
  private static SortedSet<String> everyOrder(String lines, String... calls) {
    Emulation emulation =
        Emulation.inMemory(Trivial.configuration(new TrivialProvider(), Kernel.LINUX_6_12, lines));
    Trivial run = Trivial.of(emulation);
    Subject subject =
        scheduler -> {
          Execution execution = emulation.execute(scheduler);
          List<String> results =
              Stream.of(calls).map(call -> call + "=" + results(run, call)).toList();
          return new Trial(
              execution.outcome().id() + " " + String.join(" ", results),
              !execution.outcome().isOk(),
              execution.end());
        };
    ExplorationResult result = PartialOrder.alone().explore(subject, Budget.unlimited());
    assertThat(result.complete()).isTrue();
    assertThat(result.choiceMade()).isTrue();
    return result.outcomes().stream()
        .map(FoundOutcome::outcome)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Long> results(Trivial run, String call) {
    return run.events(CallEvent.CallReturned.class).stream()
        .filter(returned -> returned.call().equals(call))
        .map(CallEvent.CallReturned::result)
        .sorted()
        .toList();
  }

  @Test
  void bytesWhoseFsyncFailedAreNotCalledLost() {
    assertThat(outcome(Kernel.LINUX_6_12, FAILED_WRITE_TOLD)).isEqualTo("ok");
  }

  @Test
  void bytesThatNobodyAskedForAreNotCalledLost() {
    assertThat(outcome(Kernel.LINUX_6_12, OPENED_AFTER_THE_ERROR.replace("    - fsync(b)\n", "")))
        .isEqualTo("ok");
  }

  @Test
  void anErrorThatFsyncSwallowsIsALostWrite() {
    assertThat(outcome(Kernel.LINUX_6_12, OPENED_AFTER_THE_ERROR)).isEqualTo("ok");
    assertThat(outcome(Kernel.LINUX_4_15, OPENED_AFTER_THE_ERROR)).isEqualTo("lost-write");
  }

  @Test
  void everyOpenFileIsToldOnceWhoeverFailsToWrite() {
    assertThat(
            everyOrder(
                """
                files: { file: 4K }
                setup:
                  - a = open("file", O_RDWR)
                  - b = open("file", O_RDWR)
                  - write(a, fill(1), 4K)
                  - fail_io(write, IOERR, times=1)
                tasks:
                  syncer: [ fsync(a) ]
                  flusher: [ writeback("file") ]
                finally: [ fsync(a), fsync(b), fsync(b) ]
                """,
                "fsync(a)",
                "fsync(b)"))
        .containsExactly("ok fsync(a)=[-5, 0] fsync(b)=[-5, 0]");
  }

  @Test
  void unlinkAgainstWritebackFreesTheFileAndHarmsNobody() {
    SortedSet<String> outcomes =
        everyOrder(
            """
            files: { file: 4K, other: 4K }
            setup:
              - a = open("file", O_RDWR)
              - write(a, fill(1), 4K)
              - close(a)
            tasks:
              remover: [ unlink("file") ]
              flusher: [ writeback("file") ]
            finally: [ statfs_bfree(), stat_size("file") ]
            """,
            "unlink(\"file\")",
            "statfs_bfree()",
            "stat_size(\"file\")");
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.first()).startsWith("ok unlink(\"file\")=[0]").endsWith("=[-2]");
  }

  @Test
  void appendsByTwoNeverMeet() {
    assertThat(
            everyOrder(
                """
                files: { file: 4K }
                setup:
                  - a = open("file", O_WRONLY|O_APPEND)
                  - b = open("file", O_WRONLY|O_APPEND)
                tasks:
                  one: [ write(a, fill(1), 100) ]
                  two: [ write(b, fill(2), 50) ]
                finally: [ fstat_size(a) ]
                """,
                "fstat_size(a)"))
        .containsExactly("ok fstat_size(a)=[4246]");
  }

  /** The reader has locked the page, and it is the device that would unlock it. */
  @Test
  void aReadThatTheDeviceForgetsIsAHangAndNoDeadlock() {
    String twoReaders =
        """
        files: { file: 4K }
        setup:
          - a = open("file", O_RDONLY)
          - drop_caches("file")
          - fail_io(read, LOST, times=1)
          - buffer = mmap(8K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
        tasks:
          one: [ pread(a, buffer, 4K, 0) ]
          two: [ pread(a, buffer + 4K, 4K, 0) ]
        """;
    assertThat(outcome(Kernel.LINUX_4_15, twoReaders)).isEqualTo("hang");
    assertThat(outcome(Kernel.LINUX_6_12, twoReaders)).isEqualTo("hang");
  }
}
