package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The race of January 2018 with memory in place of the mapped file: a direct read into a page that
 * syncing and reclaim are after as well. Nothing has to be told when such a page becomes dirty, so
 * no kernel loses anything, whether it pins the page or not.
 */
class ReadIntoMemoryFileTest {

  private static final String HEAD =
      """
      files:
        file2: { size: 4K, fill: 0xAB }
      setup:
        - fd2 = open("file2", O_RDONLY|O_DIRECT)
      """;

  private static final String TASKS =
      """
      tasks:
        reader:  [ "read(fd2, addr, 4K)" ]
        flusher: [ fsync(fd1) ]
        kswapd:  [ reclaim() ]
      finally:
        - madvise(addr, 4K, MADV_PAGEOUT)
      """;

  private static final String TMPFS =
      """
        - fd1 = memfd_create("buf", 0)
        - ftruncate(fd1, 4K)
        - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
      """;

  private static final String HUGETLB =
      """
        - fd1 = memfd_create("buf", MFD_HUGETLB)
        - addr = mmap(2M, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
      """;

  private static final String SHARED_ANONYMOUS =
      """
        - fd1 = memfd_create("other", 0)
        - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS)
      """;

  static Stream<Arguments> memoryByKernel() {
    return Ext4.KERNELS.stream()
        .flatMap(kernel ->
            Stream.of(TMPFS, HUGETLB, SHARED_ANONYMOUS)
                .flatMap(memory ->
                    Stream.of("", "  - load(addr)\n", "  - store(addr, fill(1), 4K)\n")
                        .map(touched -> Arguments.of(kernel, memory, touched))));
  }

  @ParameterizedTest
  @MethodSource("memoryByKernel")
  void nothingIsLostInAnyKernel(Kernel kernel, String memory, String touched) {
    Scenario scenario = Ext4.scenario(HEAD + memory + touched + TASKS);
    ExplorationResult result =
        NaiveExhaustive.bounded(0)
            .explore(Emulation.inMemory(Ext4.on(kernel, scenario)), Budget.unlimited());
    assertThat(result.outcomes())
        .as("with no preemption beyond those that waiting forces")
        .allSatisfy(found -> assertThat(found.outcome()).isEqualTo("ok"));
    assertThat(result.outcomes().stream().mapToLong(found -> found.count()).sum())
        .isGreaterThan(20);
  }
}
