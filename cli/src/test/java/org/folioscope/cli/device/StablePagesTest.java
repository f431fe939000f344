package org.folioscope.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages that the CPU must not change while they are written: by a store through a mapping, which
 * the write-protection stops, and by a write.
 */
class StablePagesTest {

  private static final String STORE = "store(addr, fill(0x22), 512)";
  private static final String WRITE = "pwrite(fd, fill(0x22), 4K, 0)";

  private static SortedSet<String> outcomes(String filesystem, String options, String change) {
    String text =
        """
        scenario: change-by-cpu
        title: What does the device see of a page that a program changes?
        options: { %s }
        files: { file1: 4K }
        setup:
          - fd = open("file1", O_RDWR)
          - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
          - store(addr, fill(0x11), 512)
        tasks:
          program:
            - '%s'
          flusher: [ writeback("file1") ]
        finally: [ fsync(fd) ]
        """
            .formatted(options, change);
    FilesystemProvider provider =
        ServiceLoader.load(FilesystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals(filesystem))
            .findFirst()
            .orElseThrow();
    Explored explored =
        Exploration.of(
            new Configuration(
                ScenarioParser.parse("test.yaml", text), Policies.of(Kernel.LINUX_6_12), provider),
            PartialOrder.alone(),
            Budget.executions(20_000),
            Progress.SILENT);
    assertThat(explored.result().complete()).isTrue();
    SortedSet<String> found = new TreeSet<>();
    explored.found().forEach(one -> found.addAll(one.outcome().ids()));
    return found;
  }

  @ParameterizedTest
  @CsvSource({"ext4, dif", "xfs, dif", "ext4, parity", "ext4, datasum"})
  void aDeviceThatLooksAtTheBytesAsksForThem(String filesystem, String device) {
    assertThat(outcomes(filesystem, "device: " + device, STORE)).isEmpty();
    assertThat(outcomes(filesystem, "device: " + device, WRITE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ext4, dif, checksum-mismatch-under-writeback",
    "xfs, dif, checksum-mismatch-under-writeback",
    "ext4, parity, checksum-mismatch-in-stripe",
    "xfs, datasum, checksum-mismatch-in-file"
  })
  void withoutThemItWouldNotice(String filesystem, String device, String violation) {
    String options = "device: " + device + ", stable-pages: off";
    assertThat(outcomes(filesystem, options, STORE)).containsExactly(violation);
    assertThat(outcomes(filesystem, options, WRITE)).containsExactly(violation);
  }
}
