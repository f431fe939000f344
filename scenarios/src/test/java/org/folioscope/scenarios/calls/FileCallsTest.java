package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.folioscope.scenarios.run.Trivial;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** What calls on files return. */
class FileCallsTest {

  private static final long EBADF = Errno.EBADF.result();
  private static final long EINVAL = Errno.EINVAL.result();
  private static final long EFAULT = Errno.EFAULT.result();
  private static final String MEMORY =
      "m = mmap(16K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";
  private static final long ADDRESS = 1L << 20;

  @Test
  void descriptorsCountFromThreeAndTheLowestFreeOneIsTaken() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "b = open(\"other\", O_RDONLY)",
                "close(a)",
                "c = open(\"file\", O_RDONLY)",
                "d = open(\"file\", O_RDONLY)"))
        .containsExactly(3L, 4L, 0L, 3L, 5L);
  }

  @Test
  void aFileThatIsNotThereIsEnoentUnlessItIsToBeMade() {
    assertThat(
            Trivial.resultsOf(
                "open(\"new\", O_RDWR)",
                "open(\"new\", O_RDWR|O_CREAT)",
                "open(\"new\", O_RDWR)",
                "open(\"file\", O_RDWR|O_CREAT)"))
        .containsExactly((long) Errno.ENOENT.result(), 3L, 4L, 5L);
  }

  @Test
  void aClosedOrUnknownDescriptorIsEbadf() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"file\", O_RDWR)",
                "close(a)",
                "close(a)",
                "read(a, m, 1)",
                "write(a, fill(1), 1)",
                "pwrite(99, fill(1), 1, 0)",
                "pread(99, m, 1, 0)",
                "fsync(a)",
                "fdatasync(99)",
                "mmap(4K, PROT_READ, MAP_SHARED, a, 0)"))
        .containsExactly(ADDRESS, 3L, 0L, EBADF, EBADF, EBADF, EBADF, EBADF, EBADF, EBADF, EBADF);
  }

  @Test
  void readAndWriteMoveThePositionAndStopAtTheEnd() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"file\", O_RDWR)",
                "read(a, m, 5000)",
                "read(a, m, 5000)",
                "read(a, m, 5000)",
                "write(a, fill(1), 100)",
                "pread(a, m, 4096, 8100)"))
        .containsExactly(ADDRESS, 3L, 5000L, 3192L, 0L, 100L, 192L);
  }

  @Test
  void preadAndPwriteDoNotMoveThePosition() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR)",
                "pwrite(a, fill(1), 10, 0)",
                "pread(a, m, 10, 4096)",
                "load(m)",
                "read(a, m, 11)",
                "load(m)",
                "load(m + 10)"))
        .containsExactly(ADDRESS, 3L, 10L, 10L, 0xABL, 11L, 1L, 0xABL);
  }

  @Test
  void aStringIsAsLongAsItIs() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"file\", O_RDWR)",
                "write(a, \"hello\")",
                "pread(a, m, 5, 0)",
                "load(m + 4)"))
        .containsExactly(ADDRESS, 3L, 5L, 5L, (long) 'o');
  }

  @Test
  void aWriteFromMemoryWritesWhatIsThere() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"file\", O_RDWR)",
                "store(m, fill(7), 100)",
                "write(a, m, 100)",
                "pread(a, m + 4096, 100, 0)",
                "load(m + 4195)",
                "write(a, m + 64K, 10)"))
        .containsExactly(ADDRESS, 3L, 100L, 100L, 100L, 7L, EFAULT);
  }

  @Test
  void directReadsAreAlignedToSectors() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDONLY|O_DIRECT)",
                "read(a, m + 1, 512)",
                "read(a, m, 100)",
                "pread(a, m, 512, 100)",
                "pread(a, m + 512, 1024, 512)",
                "load(m + 1535)",
                "pread(a, m + 64K, 512, 0)"))
        .containsExactly(ADDRESS, 3L, EINVAL, EINVAL, EINVAL, 1024L, 0xABL, EFAULT);
  }

  @Test
  void aReadIsAsLongAsTheMemoryThatCanBeStoredTo() {
    Trivial read =
        Trivial.calls(
            "files: { file: 4K, other: { size: 8K, fill: 0xAB } }\n",
            new String[] {
              "a = open(\"file\", O_RDWR)",
              "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
              "b = open(\"other\", O_RDONLY)",
              "pread(b, m, 8K, 0)",
              "pread(b, m + 4K, 4K, 0)",
              "load(m)"
            });
    assertThat(read.outcome()).isEqualTo("ok");
    assertThat(read.results()).endsWith(4096L, EFAULT, 0xABL);
  }

  @Test
  void aDirectReadAtTheEndOfTheFileReadsNothing() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDONLY|O_DIRECT)",
                "pread(a, m, 4K, 8K)",
                "pread(a, m, 4K, 1M)",
                "pread(a, m, 8K, 4K)"))
        .containsExactly(ADDRESS, 3L, 0L, 0L, 4096L);
  }

  @Test
  void aDirectWriteReplacesWhatIsOnTheDiskAndWhatIsCached() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR|O_DIRECT)",
                "b = open(\"other\", O_RDONLY)",
                "pread(b, m + 4K, 4K, 0)",
                "store(m, fill(0x5A), 4K)",
                "pwrite(a, m, 4K, 0)",
                "pread(b, m + 4K, 4K, 0)",
                "load(m + 4K)",
                "pwrite(a, m + 1, 512, 0)",
                "pwrite(a, m + 64K, 512, 0)"))
        .containsExactly(ADDRESS, 3L, 4L, 4096L, 4096L, 4096L, 4096L, 0x5AL, EINVAL, EFAULT);
  }

  @Test
  void aDirectWriteWithoutMemoryOrBlocksGoesThroughTheCache() {
    assertThat(Trivial.resultsOf("a = open(\"file\", O_RDWR|O_DIRECT)", "write(a, fill(1), 512)"))
        .containsExactly(3L, 512L);
  }

  @Test
  void aDirectWriteBehindTheEndMakesTheFileLonger() {
    Trivial extending =
        Trivial.calls(
            "files: { file: 512, other: 4K }\n",
            new String[] {
              MEMORY,
              "a = open(\"file\", O_RDWR|O_DIRECT)",
              "store(m, fill(1), 4K)",
              "pwrite(a, m, 1K, 512)",
              "pread(a, m, 4K, 0)"
            });
    assertThat(extending.outcome()).isEqualTo("ok");
    assertThat(extending.results()).endsWith(1024L, 1536L);
  }

  @Test
  void aWriteWithOSyncIsAcknowledgedAtOnce() {
    Trivial synchronous =
        Trivial.calls("a = open(\"file\", O_RDWR|O_SYNC)", "pwrite(a, fill(1), 10, 5000)");
    assertThat(synchronous.outcome()).isEqualTo("ok");
    assertThat(synchronous.events(CallEvent.SyncBegan.class))
        .extracting(CallEvent.SyncBegan::position, CallEvent.SyncBegan::length)
        .containsExactly(tuple(5000L, 10L));
    assertThat(synchronous.events(CallEvent.SyncEnded.class)).hasSize(1);
  }

  @Test
  void syncsReturnZero() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)", "write(a, fill(1), 10)", "fsync(a)", "fdatasync(a)"))
        .containsExactly(3L, 10L, 0L, 0L);
  }
}
