package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.Event;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.InodeEvent;
import org.junit.jupiter.api.Test;

/** Names, sizes, positions, and how a file is opened. */
class NameCallsTest {

  private static final String MEMORY =
      "m = mmap(16K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";
  private static final long ADDRESS = 1L << 20;

  private static long failure(Errno errno) {
    return errno.result();
  }

  @Test
  void anUnlinkedFileIsThereUntilItIsClosed() {
    assertThat(
            Trivial.resultsOf(
                "free = statfs_bfree()",
                "a = open(\"other\", O_RDWR)",
                "unlink(\"other\")",
                "open(\"other\", O_RDWR)",
                "unlink(\"other\")",
                "fstat_size(a)",
                "write(a, fill(1), 10)",
                "statfs_bfree()",
                "close(a)",
                "statfs_bfree()"))
        .satisfies(results -> {
          long gone = failure(Errno.ENOENT);
          assertThat(results.subList(1, 7)).isEqualTo(List.of(3L, 0L, gone, gone, 8192L, 10L));
          assertThat(results.get(7)).isEqualTo(results.get(0));
          assertThat(results.get(9)).isGreaterThan(results.get(7));
        });
  }

  @Test
  void anUnlinkedFileIsThereUntilItIsUnmapped() {
    assertThat(
            Trivial.resultsOf(
                "free = statfs_bfree()",
                "a = open(\"other\", O_RDWR)",
                "m = mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
                "close(a)",
                "unlink(\"other\")",
                "load(m)",
                "statfs_bfree()",
                "munmap(m, 4K)",
                "statfs_bfree()"))
        .satisfies(results -> {
          assertThat(results.get(5)).isEqualTo(0xABL);
          assertThat(results.get(6)).isEqualTo(results.get(0));
          assertThat(results.get(8)).isGreaterThan(results.get(6));
        });
  }

  @Test
  void ofTwoThatCloseADescriptorOneIsTold() {
    Trivial race =
        Trivial.with(
            """
            files: { file: 4K }
            setup: [ a = open("file", O_RDONLY) ]
            tasks: { one: [ x = close(a) ], two: [ y = close(a) ] }
            finally: [ open("file", O_RDONLY), unlink("file"), statfs_bfree() ]
            """);
    assertThat(race.outcomes(2)).containsOnlyKeys("ok");
  }

  /** The file goes with the last of its users: the descriptor, or a call that works on it. */
  @Test
  void aCallHoldsItsFileWhenAnotherTaskClosesTheDescriptor() {
    Trivial race =
        Trivial.with(
            """
            files: { other: { size: 4K, fill: 0xAB } }
            setup:
              - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
              - a = open("other", O_RDWR)
              - unlink("other")
            tasks: { reader: [ pread(a, m, 16, 0) ], closer: [ close(a) ] }
            """);
    List<String> endings = new ArrayList<>();
    race.everyExecution(
        1,
        () -> {
          List<String> events =
              race.events(Event.class).stream()
                  .filter(it -> it instanceof CallEvent || it instanceof InodeEvent.EvictionBegan)
                  .map(it -> it.getClass().getSimpleName())
                  .filter(it -> it.startsWith("File") || it.startsWith("Eviction"))
                  .toList();
          endings.add(String.join(" ", events));
        });
    assertThat(endings.stream().distinct())
        .containsExactlyInAnyOrder(
            "FileGot FilePut FileClosed EvictionBegan",
            "FileGot FileKept FileClosed FilePut FileReleased EvictionBegan",
            "FileClosed EvictionBegan");
  }

  @Test
  void aNewFileInTheBlocksOfAnOldOneIsEmpty() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "unlink(\"other\")",
                "a = open(\"new\", O_RDWR|O_CREAT)",
                "pwrite(a, fill(1), 1, 5000)",
                "fsync(a)",
                "drop_caches(\"new\")",
                "pread(a, m, 5001, 0)",
                "load(m)",
                "load(m + 5000)"))
        .containsExactly(ADDRESS, 0L, 3L, 1L, 0L, 1L, 5001L, 0L, 1L);
  }

  @Test
  void renameReplacesTheOtherFile() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"other\", O_RDONLY)",
                "rename(\"other\", \"file\")",
                "stat_size(\"other\")",
                "b = open(\"file\", O_RDONLY)",
                MEMORY,
                "read(b, m, 1)",
                "load(m)",
                "rename(\"other\", \"file\")",
                "rename(\"file\", \"file\")"))
        .containsExactly(
            3L, 0L, failure(Errno.ENOENT), 4L, ADDRESS, 1L, 0xABL, failure(Errno.ENOENT), 0L);
  }

  @Test
  void lseekMovesThePosition() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "lseek(a, 100, SEEK_SET)",
                "lseek(a, -50, SEEK_CUR)",
                "lseek(a, 8, SEEK_END)",
                "write(a, fill(1), 2)",
                "fstat_size(a)",
                "lseek(a, -1, SEEK_SET)",
                "lseek(a, 0, SEEK_DATA)",
                "lseek(a, 0, SEEK_HOLE)",
                "lseek(a, 1M, SEEK_DATA)",
                "lseek(9, 0, SEEK_SET)"))
        .containsExactly(
            3L,
            100L,
            50L,
            8200L,
            2L,
            8202L,
            failure(Errno.EINVAL),
            0L,
            8202L,
            failure(Errno.ENXIO),
            failure(Errno.EBADF));
  }

  @Test
  void appendingGoesToTheEndWhateverThePositionIs() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR|O_APPEND)",
                "write(a, fill(1), 10)",
                "lseek(a, 0, SEEK_CUR)",
                "pwrite(a, fill(2), 5, 0)",
                "fstat_size(a)",
                "b = open(\"other\", O_RDONLY)",
                "sendfile(a, b, 0, 10)"))
        .containsExactly(3L, 10L, 8202L, 5L, 8207L, 4L, failure(Errno.EINVAL));
  }

  @Test
  void flagsAndOffsetsAreChecked() {
    assertThat(
            Trivial.resultsOf(
                "open(\"file\", O_RDWR|O_CREAT|O_EXCL)",
                "a = open(\"new\", O_WRONLY|O_CREAT|O_EXCL|O_DSYNC)",
                "write(a, fill(1), 1)",
                "mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
                "pwrite(a, fill(1), 1, 16G * 1024)",
                "b = open(\"file\", O_RDONLY)",
                "mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, b, 0)"))
        .containsExactly(
            failure(Errno.EEXIST),
            3L,
            1L,
            failure(Errno.EACCES),
            failure(Errno.EFBIG),
            4L,
            failure(Errno.EACCES));
  }
}
