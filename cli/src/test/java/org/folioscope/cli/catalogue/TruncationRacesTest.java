package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Truncation against another task, in every order: nothing is wrong in any, except that bytes which
 * a device stores into a page that was cut off, or punched out, are in no file.
 */
class TruncationRacesTest {

  private static final int MOST = 60_000;

  private static final String AGAINST_WRITEBACK =
      """
      files: { file: { size: 4K, fill: 0xAB } }
      setup:
        - a = open("file", O_RDWR)
        - pwrite(a, fill(7), 4K, 0)
      tasks:
        cutter:  [ 'ftruncate(a, 1000)' ]
        flusher: [ 'writeback("file")' ]
      finally: [ 'ftruncate(a, 4K)', fsync(a) ]
      """;

  private static final String AGAINST_A_FAULT =
      """
      files: { file: { size: 4K, fill: 0xAB } }
      setup:
        - a = open("file", O_RDWR)
        - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
      tasks:
        cutter:  [ 'ftruncate(a, 0)' ]
        program: [ 'store(m, fill(7), 8)' ]
      finally: [ 'ftruncate(a, 4K)', fsync(a) ]
      """;

  private static final String AGAINST_A_WRITE =
      """
      files: { file: { size: 4K, fill: 0xAB } }
      setup:
        - a = open("file", O_RDWR)
      tasks:
        cutter: [ 'ftruncate(a, 0)' ]
        writer: [ 'pwrite(a, fill(7), 100, 1000)' ]
      finally: [ fsync(a) ]
      """;

  private static final String READ_INTO_MAPPING =
      """
      files: { file: { size: 4K, fill: 0xAB }, source: { size: 4K, fill: 0xCD } }
      setup:
        - a = open("file", O_RDWR)
        - b = open("source", O_RDONLY|O_DIRECT)
        - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
        - store(m, fill(1), 4K)
      """;

  private static final String AGAINST_A_PIN =
      READ_INTO_MAPPING
          + """
          tasks:
            reader: [ 'read(b, m, 4K)' ]
            cutter: [ 'ftruncate(a, 0)' ]
          finally: [ fsync(a) ]
          """;

  private static final String PUNCH_AGAINST_A_PIN =
      READ_INTO_MAPPING
          + """
          tasks:
            reader:  [ 'read(b, m, 4K)' ]
            puncher: [ 'fallocate(a, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 0, 4K)' ]
          finally: [ fsync(a) ]
          """;

  @ParameterizedTest
  @CsvSource({"trivial, 112", "ext4, 74", "xfs, 1781"})
  void againstWriteback(String filesystem, long executions) {
    assertThat(explored(filesystem, AGAINST_WRITEBACK)).isEqualTo(Map.of("ok", executions));
  }

  @ParameterizedTest
  @CsvSource({"trivial, 34", "ext4, 38", "xfs, 38"})
  void againstAFault(String filesystem, long executions) {
    assertThat(explored(filesystem, AGAINST_A_FAULT)).isEqualTo(Map.of("ok", executions));
  }

  @ParameterizedTest
  @CsvSource({"trivial, 6", "ext4, 6", "xfs, 6"})
  void againstABufferedWrite(String filesystem, long executions) {
    assertThat(explored(filesystem, AGAINST_A_WRITE)).isEqualTo(Map.of("ok", executions));
  }

  @ParameterizedTest
  @CsvSource({"trivial, 22, 6", "ext4, 37, 12", "xfs, 24, 6"})
  void againstADirectReadIntoThePage(String filesystem, long well, long lost) {
    assertThat(explored(filesystem, AGAINST_A_PIN))
        .isEqualTo(Map.of("ok", well, "lost-write", lost));
  }

  @ParameterizedTest
  @CsvSource({"trivial, 30, 6", "ext4, 2655, 506", "xfs, 540, 37"})
  void aHoleAgainstADirectReadIntoThePage(String filesystem, long well, long lost) {
    assertThat(explored(filesystem, PUNCH_AGAINST_A_PIN))
        .isEqualTo(Map.of("ok", well, "lost-write", lost));
  }

  private static SortedMap<String, Long> explored(String filesystem, String lines) {
    Configuration configuration =
        new Configuration(
            Ext4.scenario(lines), Policies.of(Kernel.LINUX_6_12), provider(filesystem));
    ExplorationResult result =
        PartialOrder.alone().explore(Emulation.inMemory(configuration), Budget.executions(MOST));
    SortedMap<String, Long> counts = new TreeMap<>();
    result.outcomes().forEach(found -> counts.put(found.outcome(), found.count()));
    assertThat(result.complete()).as("complete: %s", counts).isTrue();
    return counts;
  }

  private static FilesystemProvider provider(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseGet(TrivialProvider::new);
  }
}
