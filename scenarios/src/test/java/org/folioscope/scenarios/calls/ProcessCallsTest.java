package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child has of its parent, what is left of a process that ended, and where memory goes. */
class ProcessCallsTest {

  private static final long EINVAL = Errno.EINVAL.result();
  private static final long ADDRESS = 1L << 20;
  private static final String OWN = "mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";

  private static Map<String, Long> outcomes(Kernel kernel, String lines) {
    return Trivial.with(new TrivialProvider(), kernel, lines).outcomes(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_9", "LINUX_6_12"})
  void parentAndChildHaveTheSameMemoryAndStoreToTheirOwn(Kernel kernel) {
    assertThat(
            outcomes(
                kernel,
                """
                setup:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                  - store(m, fill(1), 4K)
                tasks:
                  parent:
                    - fork(child)
                    - store(m, fill(2), 1)
                    - load(m, 2) = "\\x02\\x01"
                  kid:
                    process: child
                    calls:
                      - load(m) = 1
                      - store(m + 1, fill(3), 1)
                      - load(m, 2) = "\\x01\\x03"
                finally:
                  - load(m, 2) = "\\x02\\x01"
                """))
        .containsOnlyKeys("ok");
  }

  @Test
  void sharedMemoryStaysSharedAndFilesStayOpen() {
    assertThat(
            outcomes(
                Kernel.LINUX_6_12,
                """
                files: { file: { size: 4K, fill: 7 } }
                setup:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS)
                  - store(m, fill(1), 4K)
                  - fd = open("file", O_RDONLY)
                tasks:
                  parent: [ fork(child) ]
                  kid:
                    process: child
                    calls:
                      - 'read(fd, m, 1) = 1'
                      - 'store(m + 1, fill(3), 1)'
                finally:
                  - load(m, 2) = "\\x07\\x03"
                """))
        .containsOnlyKeys("ok");
  }

  @Test
  void aProcessIsMadeOnce() {
    assertThat(Trivial.resultsOf("fork(child)", "fork(child)", "fork(other)"))
        .containsExactly(1L, (long) Errno.EEXIST.result(), 2L);
  }

  @Test
  void nothingIsLeftOfTheMemoryOfAProcessThatEnded() {
    assertThat(
            outcomes(
                Kernel.LINUX_6_12,
                """
                setup:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                tasks:
                  first: [ exit() ]
                  second: [ 'store(m, fill(1), 1) = 1' ]
                finally:
                  - load(m) = SIGSEGV
                """))
        .as("it ends when its last task has")
        .containsOnlyKeys("ok");
  }

  @Test
  void memoryThatGrowsMovesWithItsBytes() {
    assertThat(
            Trivial.resultsOf(
                "m = " + OWN,
                "store(m, fill(5), 4K)",
                "n = mremap(m, 4K, 8K, MREMAP_MAYMOVE)",
                "load(n)",
                "load(n + 4K)",
                "load(m)"))
        .containsExactly(ADDRESS, 4096L, ADDRESS + 4096, 5L, 0L, (long) Errno.EFAULT.result());
  }

  @Test
  void memoryMovesToAFreeAddressOnly() {
    assertThat(
            Trivial.resultsOf(
                "a = " + OWN,
                "b = " + OWN,
                "mremap(a, 4K, 4K, MREMAP_MAYMOVE|MREMAP_FIXED, b)",
                "mremap(a, 4K, 4K, MREMAP_FIXED, b + 4K)",
                "mremap(a, 4K, 4K, 0)",
                "mremap(a, 4K, 8K, 0)",
                "mremap(a + 8K, 4K, 4K, 0)",
                "mremap(a, 4K, 4K, MREMAP_MAYMOVE|MREMAP_FIXED, b + 4K)"))
        .endsWith(
            EINVAL,
            EINVAL,
            ADDRESS,
            (long) Errno.ENOMEM.result(),
            (long) Errno.EFAULT.result(),
            ADDRESS + 8192);
  }

  @Test
  void aStoreToBytesThatADeviceIsFillingIsNobodysLoss() {
    assertThat(
            outcomes(
                Kernel.LINUX_4_15,
                """
                files: { file: { size: 4K, fill: 7 } }
                setup:
                  - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                  - store(m, fill(1), 4K)
                  - fd = open("file", O_RDONLY|O_DIRECT)
                tasks:
                  program:
                    - aio_read(fd, m, 4K, 0)
                    - fork(child)
                    - store(m, fill(2), 4K)
                    - aio_wait()
                """))
        .containsOnlyKeys("ok");
  }

  @Test
  void theBytesOfADeviceThatGoToTheChildAreLostToTheParent() {
    String lines =
        """
        files: { file: { size: 4K, fill: 7 } }
        setup:
          - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
          - store(m, fill(1), 4K)
          - fd = open("file", O_RDONLY|O_DIRECT)
        tasks:
          program:
            - aio_read(fd, m, 2K, 0)
            - fork(child)
            - store(m + 2K, fill(2), 1)
            - aio_wait()
        """;
    assertThat(outcomes(Kernel.LINUX_4_15, lines)).containsKey("lost-write");
    assertThat(outcomes(Kernel.LINUX_6_12, lines)).containsOnlyKeys("ok");
    Trivial quiet = Trivial.with(lines);
    quiet.execute(new LowestFirst());
    assertThat(quiet.resultsByCall().values()).containsAll(List.of(2048L, 1L, 0L));
  }
}
