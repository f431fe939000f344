package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folioscope.scenarios.run.Trivial;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls on files in memory return, and what calls on them are mistakes. */
class MemoryFileCallsTest {

  private static final long EBADF = Errno.EBADF.result();
  private static final long EINVAL = Errno.EINVAL.result();
  private static final long EFAULT = Errno.EFAULT.result();
  private static final long ADDRESS = 1L << 20;
  private static final long HUGE = 2L << 20;
  private static final String MEMORY =
      "b = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";

  @Test
  void memfdCreateOpensAFileWithoutAName() {
    assertThat(
            Trivial.resultsOf(
                "a = memfd_create(\"file\", 0)",
                "c = memfd_create(\"file\", MFD_CLOEXEC)",
                "d = open(\"file\", O_RDWR)",
                "close(a)",
                "e = memfd_create(\"\", MFD_HUGETLB|MFD_CLOEXEC)",
                "memfd_create(\"" + "n".repeat(249) + "\", 0)",
                "memfd_create(\"" + "n".repeat(250) + "\", 0)"))
        .containsExactly(3L, 4L, 5L, 0L, 3L, 6L, EINVAL);
  }

  @Test
  void ftruncateMakesFilesLongerAndShorter() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = memfd_create(\"buf\", 0)",
                "ftruncate(a, 100)",
                "read(a, b, 4K)",
                "ftruncate(a, 100)",
                "ftruncate(a, 99)",
                "f = open(\"file\", O_RDWR)",
                "ftruncate(f, 12K)",
                "pread(f, b, 4K, 10K)",
                "load(b)",
                "ftruncate(f, 8K)",
                "n = ftruncate(99, 8K)",
                "ftruncate(a, n)"))
        .containsExactly(ADDRESS, 3L, 0L, 100L, 0L, 0L, 4L, 0L, 2048L, 0L, 0L, EBADF, EINVAL);
  }

  @Test
  void aFileInMemoryIsWrittenReadAndMappedLikeAnother() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = memfd_create(\"buf\", 0)",
                "write(a, fill(7), 5000)",
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "load(m + 4999)",
                "store(m + 4999, fill(8), 2)",
                "pread(a, b, 4K, 4999)",
                "load(b)",
                "fsync(a)",
                "fdatasync(a)",
                "madvise(m, 8K, MADV_PAGEOUT)",
                "load(m + 4999)",
                "aio_read(a, b, 512, 0)"))
        .containsExactly(
            ADDRESS, 3L, 5000L, ADDRESS + 4096, 7L, 2L, 1L, 8L, 0L, 0L, 0L, 8L, EINVAL);
  }

  @Test
  void memoryBeyondTheEndOfAFileInMemoryIsEfault() {
    assertThat(
            Trivial.resultsOf(
                "a = memfd_create(\"buf\", 0)",
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "load(m)",
                "ftruncate(a, 1)",
                "load(m)",
                "load(m + 4K)"))
        .containsExactly(3L, ADDRESS, EFAULT, 0L, 0L, EFAULT);
  }

  @Test
  void hugePagesAreMappedWholeAndNotWritten() {
    assertThat(
            Trivial.resultsOf(
                "a = memfd_create(\"buf\", MFD_HUGETLB)",
                "ftruncate(a, 4K)",
                "write(a, fill(1), 1)",
                "mmap(2M, PROT_READ, MAP_SHARED, a, 4K)",
                "m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "store(m + 1M, fill(9), 1)",
                "pread(a, m, 1, 1M)",
                "load(m)",
                "madvise(m, 2M, MADV_PAGEOUT)",
                "munmap(m, 4K)",
                "load(m)",
                "munmap(m, 2M)",
                "load(m)"))
        .containsExactly(
            3L, EINVAL, EINVAL, EINVAL, HUGE, 1L, 1L, 9L, EINVAL, EINVAL, 9L, 0L, EFAULT);
  }

  @Test
  void sharedAnonymousMemoryIsZeroAtFirstAndSurvivesReclaim() {
    assertThat(
            Trivial.resultsOf(
                "m = mmap(5K, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS)",
                "n = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS)",
                "load(m + 8191)",
                "store(m + 8191, fill(3), 1)",
                "reclaim()",
                "madvise(m, 8K, MADV_PAGEOUT)",
                "load(m + 8191)",
                "load(n)",
                "load(m + 12K)"))
        .containsExactly(ADDRESS, ADDRESS + 8192, 0L, 1L, 0L, 0L, 3L, 0L, EFAULT);
  }

  @Test
  void filesInMemoryOfOneNameAreDifferentFiles() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = memfd_create(\"buf\", 0)",
                "c = memfd_create(\"buf\", 0)",
                "write(a, fill(1), 1)",
                "read(c, b, 1)"))
        .endsWith(1L, 0L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "memfd_create(\"buf\")~ 6:8: memfd_create takes 2 arguments, found 1",
        "memfd_create(1, 0)~ 6:21: 'name' of memfd_create takes a string, found a number '1'",
        "memfd_create(\"buf\", 1)~ 6:28: 'flags' of memfd_create takes flags (MFD_CLOEXEC, MFD_HUGETLB)",
        "memfd_create(\"buf\", MFD_HUGE)~ 6:28: unknown constant 'MFD_HUGE'",
        "ftruncate(\"file\", 4K)~ 6:18: 'fd' of ftruncate takes a file descriptor or a number",
        "ftruncate(3, -4096)~ 6:21: 'length' of ftruncate takes a size",
      })
  void mistakesAreNamedWithTheirPlace(String call, String message) {
    assertThatThrownBy(
            () -> Trivial.with("files: { file: 4K }\ntasks:\n  a:\n    - '" + call + "'\n"))
        .hasMessageContaining(message);
  }
}
