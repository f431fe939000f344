package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an unmounted filesystem leaves on the device. */
class UmountedFilesystemsTest {

  private static final Scenario WRITE_AND_UNMOUNT =
      ScenarioParser.parse(
          "test.yaml",
          """
          scenario: write-and-unmount
          title: What is on the device of what was written, promised and cut off?
          files:
            file1: 8K
            file2: { size: 4K, sparse: true }
          tasks:
            program:
              - statfs_bfree()
              - fd1 = open("file1", O_RDWR)
              - fd2 = open("file2", O_RDWR)
              - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd2, 0)
              - store(addr, fill(0x22), 4K)
              - pwrite(fd1, fill(0x11), 16K, 4K)
              - ftruncate(fd1, 12K)
              - munmap(addr, 4K)
              - close(fd1)
              - close(fd2)
              - umount()
              - statfs_bfree()
          """);

  static Stream<FilesystemProvider> filesystems() {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> !found.name().equals("trivial"));
  }

  @ParameterizedTest
  @MethodSource("filesystems")
  void nothingIsLostOrOnlyPromised(FilesystemProvider filesystem) {
    Configuration configuration =
        new Configuration(WRITE_AND_UNMOUNT, Policies.of(Kernel.LINUX_6_12), filesystem);
    Run run = Run.of(configuration, new LowestFirst());
    assertThat(run.execution().violations()).isEmpty();
    assertThat(run.results("umount")).containsExactly(0L);
    List<Long> free = run.results("statfs_bfree");
    assertThat(free.getFirst() - free.getLast()).as("a page of each file").isEqualTo(2);
    assertThat(run.entered("put_super")).isTrue();
  }
}
