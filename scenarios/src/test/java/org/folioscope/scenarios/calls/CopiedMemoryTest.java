package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What process_vm_writev copies into memory that no file stands behind must be found there. */
class CopiedMemoryTest {

  private static final String ANONYMOUS = "MAP_PRIVATE|MAP_ANONYMOUS";
  private static final String PRIVATE_FILE = "MAP_PRIVATE, fd, 0";

  private static Map<String, Long> outcomes(Kernel kernel, String mapping, String tasks) {
    String lines =
        """
        files: { file: { size: 4K, fill: 9 } }
        setup:
          - fd = open("file", O_RDWR)
          - from = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
          - store(from, fill(7), 4K)
          - m = mmap(4K, PROT_READ|PROT_WRITE, %s)
          - store(m, fill(1), 4K)
        tasks:
        """;
    return Trivial.with(new TrivialProvider(), kernel, lines.formatted(mapping) + tasks)
        .outcomes(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {ANONYMOUS, PRIVATE_FILE})
  void bytesThatGoToTheChildAreLostToTheParent(String mapping) {
    String tasks =
        """
          copier: [ 'process_vm_writev(main, from, m, 2K)' ]
          program:
            - fork(child)
            - store(m + 2K, fill(2), 1)
        """;
    assertThat(outcomes(Kernel.LINUX_4_15, mapping, tasks)).containsKey("lost-write");
    assertThat(outcomes(Kernel.LINUX_6_12, mapping, tasks)).containsOnlyKeys("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {ANONYMOUS, PRIVATE_FILE})
  void theProgramMayStoreOverThem(String mapping) {
    String tasks =
        """
          copier: [ 'process_vm_writev(main, from, m, 4K)' ]
          program: [ 'store(m + 1K, fill(2), 1K)' ]
        """;
    assertThat(outcomes(Kernel.LINUX_6_12, mapping, tasks)).containsOnlyKeys("ok");
  }

  @Test
  void truncationTakesPrivateCopiesOfWhatIsCutOff() {
    String tasks =
        """
          copier:
            - process_vm_writev(main, from, m, 4K)
            - ftruncate(fd, 0)
            - ftruncate(fd, 4K)
            - load(m) = 0
        """;
    assertThat(outcomes(Kernel.LINUX_6_12, PRIVATE_FILE, tasks)).containsOnlyKeys("ok");
  }

  @Test
  void evenIfTheyAreCopiedToMeanwhile() {
    String tasks =
        """
          copier: [ 'process_vm_writev(main, from, m, 1K)' ]
          cutter: [ 'ftruncate(fd, 0)' ]
        """;
    assertThat(outcomes(Kernel.LINUX_6_12, PRIVATE_FILE, tasks)).containsOnlyKeys("ok");
  }

  @Test
  void whoUnmapsTheMemoryWantsNothing() {
    String tasks =
        """
          copier: [ 'process_vm_writev(main, from, m, 4K)' ]
          program: [ 'munmap(m, 4K)' ]
        """;
    assertThat(outcomes(Kernel.LINUX_4_15, ANONYMOUS, tasks)).containsOnlyKeys("ok");
  }
}
