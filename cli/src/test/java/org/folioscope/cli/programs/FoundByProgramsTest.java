package org.folioscope.cli.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What random programs found, made short. */
class FoundByProgramsTest {

  /** The page is clean, and its block unwritten, but neither it nor its buffer is empty. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void aRangeOfAPageThatTheDeviceFailedToWriteIsZeroedInTheCache(String filesystem) {
    assertThat(
            outcome(
                filesystem,
                """
                scenario: zero-range-after-error
                title: Is a range zeroed in a page that could not be written?
                files:
                  f: { size: 4K, sparse: true }
                setup:
                  - fd = open("f", O_RDWR)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                tasks:
                  program:
                    - pwrite(fd, fill(2), 4K, 0) = 4K
                    - fail_io(write, IOERR, times=1)
                    - fsync(fd) = -1 EIO
                    - fallocate(fd, FALLOC_FL_ZERO_RANGE, 100, 512) = 0
                    - load(addr + 100, 512) = fill(0)
                """))
        .isEqualTo("ok");
  }

  /** The fast path grabs the page before it finds that it is the child's too. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void directWritesOfMemoryThatAChildHasTooAreNoBug(String filesystem) {
    assertThat(
            outcome(
                filesystem,
                """
                scenario: direct-write-after-fork
                title: Can memory be written directly that a child has, too?
                options: { debug-vm: on }
                files:
                  f: { size: 4K }
                setup:
                  - fd = open("f", O_RDWR|O_DIRECT)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                  - store(addr, fill(1), 4K)
                tasks:
                  program:
                    - fork(child)
                    - pwrite(fd, addr, 4K, 0) = 4K
                """))
        .isEqualTo("ok");
  }

  /** The directory is listed in one step, whoever removes files meanwhile. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void everythingIsMadeDurableWhileAFileLosesItsName(String filesystem) {
    String text =
        """
        scenario: sync-beside-unlink
        title: Can everything be made durable while a file is removed?
        files:
          f: { size: 4K }
          g: { size: 4K }
        setup:
          - fd = open("g", O_RDWR)
        tasks:
          syncer: [ sync() ]
          remover: [ 'unlink("f")' ]
        """;
    Emulation emulation = Emulation.inMemory(configuration(filesystem, text));
    assertThat(IntStream.range(0, 60).mapToObj(SeededRandom::new).map(emulation::execute))
        .allMatch(execution -> execution.outcome().isOk());
  }

  /** What was cut off an append is free for the next one. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void whatWasCutOffAnAppendCanBeAppendedAgain(String filesystem) {
    assertThat(
            outcome(
                filesystem,
                """
                scenario: append-truncate-append
                title: Where does a write go behind an append that was cut?
                files:
                  f: { size: 8K }
                setup:
                  - append = open("f", O_WRONLY|O_APPEND)
                tasks:
                  program:
                    - write(append, fill(1), 4K) = 4K
                    - truncate("f", 9K) = 0
                    - write(append, fill(2), 4K) = 4K
                """))
        .isEqualTo("ok");
  }

  /** The page of the new end is read with all its blocks, three of which are about to go. */
  @Test
  void blocksThatWereCutOffReadAsZeroesWhenTheFileGrowsAgain() {
    assertThat(
            outcome(
                "ext4",
                """
                scenario: truncate-and-grow
                title: What is in blocks that were cut off?
                options: { block-size: 1K }
                files:
                  f: { size: 4K, fill: 0xF0 }
                setup:
                  - fd = open("f", O_RDWR)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                tasks:
                  program:
                    - truncate("f", 100) = 0
                    - pwrite(fd, fill(1), 512, 4K) = 512
                    - load(addr + 100, 3K) = fill(0)
                    - store(addr, fill(6), 100)
                    - fsync(fd) = 0
                """))
        .isEqualTo("ok");
  }

  /** The page of the hole's edge is read with blocks that the hole takes. */
  @Test
  void blocksOfAHoleReadAsZeroesBesideTheOneThatIsZeroedInPart() {
    assertThat(
            outcome(
                "ext4",
                """
                scenario: punch-small-blocks
                title: What is in blocks that a hole took?
                options: { block-size: 1K }
                files:
                  f: { size: 8K, fill: 0xF0 }
                setup:
                  - fd = open("f", O_RDWR)
                  - addr = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                tasks:
                  program:
                    - fallocate(fd, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 100, 3900) = 0
                    - load(addr + 100, 3K) = fill(0)
                """))
        .isEqualTo("ok");
  }

  /** Writing the page first, the direct write itself moves the block that it was about to write. */
  @Test
  void aDirectWriteOverABlockThatWasSharedGoesWhereTheFileIs() {
    assertThat(
            outcome(
                "xfs",
                """
                scenario: direct-write-over-copy
                title: Where does a direct write go whose page waits in the COW fork?
                files:
                  f: { size: 4K, fill: 0xF0 }
                  g: { size: 4K, fill: 0xF1 }
                setup:
                  - fd = open("f", O_RDWR)
                  - other = open("g", O_RDWR)
                  - direct = open("f", O_RDWR|O_DIRECT)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                  - x = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                tasks:
                  program:
                    - reflink(fd, other) = 0
                    - store(addr, fill(3), 4K)
                    - truncate("g", 0) = 0
                    - store(x, fill(6), 4K)
                    - pwrite(direct, x, 4K, 0) = 4K
                """))
        .isEqualTo("ok");
  }

  /** The page of the old end was made writable for the blocks up to it only. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void aStoreBehindTheOldEndAsksForABlockWhenAWriteMadeTheFileLonger(String filesystem) {
    assertThat(
            outcome(
                filesystem,
                """
                scenario: write-makes-longer
                title: Is there a block for what was behind the end?
                options: { block-size: 1K }
                files:
                  f: { size: 100 }
                setup:
                  - fd = open("f", O_RDWR)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd, 0)
                tasks:
                  program:
                    - store(addr, fill(1), 100)
                    - pwrite(fd, fill(2), 512, 4K) = 512
                    - store(addr + 1K, fill(3), 3K)
                    - fsync(fd) = 0
                """))
        .isEqualTo("ok");
  }

  /** What could not be written is not in the block that both files have then. */
  @Test
  void aFileThatCouldNotBeWrittenIsNotCloned() {
    assertThat(
            outcome(
                "xfs",
                """
                scenario: clone-after-error
                title: Is a file cloned whose bytes are not on the device?
                files:
                  f: { size: 4K }
                  g: { size: 4K }
                setup:
                  - fd = open("f", O_RDWR)
                  - other = open("g", O_RDWR)
                tasks:
                  program:
                    - pwrite(fd, fill(2), 4K, 0) = 4K
                    - fail_io(write, NOSPC, times=1)
                    - writeback("f")
                    - reflink(fd, other) = -1 ENOSPC
                """))
        .isEqualTo("ok");
  }

  /** A direct write lets go of memory that a device is still storing into. */
  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void whatADeviceStoresIntoMemoryThatWasWrittenDirectlyIsThere(String filesystem) {
    assertThat(
            outcome(
                filesystem,
                """
                scenario: capture-beside-direct-write
                title: Is memory as the device left it?
                options: { swap: 4 }
                files:
                  f: { size: 4K }
                setup:
                  - fd = open("f", O_RDWR|O_DIRECT)
                  - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                tasks:
                  program:
                    - queue = capture_queue(addr, 4K)
                    - capture_frame(queue, fill(3), 4K)
                    - pwrite(fd, addr, 4K, 0) = 4K
                    - capture_frame(queue, fill(4), 4K)
                    - capture_release(queue)
                    - reclaim()
                """))
        .isEqualTo("ok");
  }

  private static String outcome(String filesystem, String text) {
    return Emulation.inMemory(configuration(filesystem, text))
        .execute(new LowestFirst())
        .outcome()
        .id();
  }

  private static Configuration configuration(String filesystem, String text) {
    return new Configuration(
        ScenarioParser.parse("test.yaml", text),
        Policies.of(Kernel.LINUX_6_12),
        provider(filesystem));
  }

  private static FilesystemProvider provider(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
