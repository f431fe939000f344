package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SIGKILL ends, when, and what it does not. */
class KillCallTest {

  private static Map<String, Long> outcomes(Kernel kernel, String lines) {
    return Trivial.with(new TrivialProvider(), kernel, lines).outcomes(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_9", "LINUX_6_12"})
  void aReadIsKilledOrNotAndNothingComesAfterIt(Kernel kernel) {
    assertThat(
            outcomes(
                kernel,
                """
                files: { file: { size: 4K, fill: 7 } }
                setup:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                  - store(m, fill(1), 4K)
                  - fd = open("file", O_RDWR)
                  - fork(child)
                tasks:
                  killer: [ kill(child) ]
                  reader:
                    process: child
                    calls:
                      - pread(fd, m, 1, 0) = 1 | SIGKILL
                      - store(m, fill(2), 1) = 1 | SIGKILL
                finally:
                  - pread(fd, m, 1, 0) = 1
                  - load(m) = 7
                """))
        .containsOnlyKeys("ok");
  }

  @Test
  void whoWaitsForAPageThatIsNeverReadIsFreeToGo() {
    Trivial machine =
        Trivial.with(
            """
            files: { file: { size: 4K, fill: 7 } }
            setup:
              - fd = open("file", O_RDWR)
              - m = mmap(4K, PROT_READ, MAP_SHARED, fd, 0)
              - fork(child)
              - fail_io(read, LOST)
            tasks:
              reader: { process: child, calls: [ load(m) ] }
              killer: [ kill(child) ]
            """);
    machine.execute(new LowestFirst());
    assertThat(machine.resultsByCall()).containsValues((long) Errno.EINTR.result(), 0L);
  }

  @Test
  void aTaskThatWaitsForAnotherOneOfItsProgramIsKilledToo() {
    assertThat(
            outcomes(
                Kernel.LINUX_6_12,
                """
                files: { file: { size: 4K, fill: 7 } }
                setup:
                  - fd = open("file", O_RDWR)
                  - fork(child)
                tasks:
                  waits: { process: child, calls: [ 'lseek(fd, never, SEEK_SET)' ] }
                  says: { process: child, calls: [ 'kill(child)', 'never = lseek(fd, 0, SEEK_SET)' ] }
                """))
        .containsOnlyKeys("ok");
  }

  /** A fault keeps mmap_lock while it waits, unkillably, for a write that is never over. */
  @ParameterizedTest
  @ValueSource(strings = {"mmap(4K, PROT_READ, MAP_SHARED, fd, 0)", "munmap(m, 4K)", "fork(more)"})
  void whoWaitsToChangeTheAddressSpaceIsFreeToGo(String call) {
    Trivial machine =
        Trivial.with(
            """
            options: { device: dif }
            files: { file: { size: 4K, fill: 7 } }
            setup:
              - fd = open("file", O_RDWR)
              - fork(child)
              - fail_io(write, LOST)
            tasks:
              holder:
                process: child
                calls:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                  - store(m, fill(1), 1)
                  - writeback("file")
                  - store(m, fill(2), 1)
              writer: { process: child, calls: [ '%s' ] }
              killer: [ kill(child) ]
            """
                .formatted(call));
    machine.execute(new LowestFirst());
    assertThat(machine.resultsByCall()).containsValues((long) Errno.EINTR.result(), 0L);
  }
}
