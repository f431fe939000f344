package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.run.Trivial;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** What calls return that change the size of files or empty parts of them. */
class ReshapeCallsTest {

  private static final long EBADF = Errno.EBADF.result();
  private static final long EINVAL = Errno.EINVAL.result();
  private static final long EFBIG = Errno.EFBIG.result();
  private static final long EFAULT = Errno.EFAULT.result();
  private static final long ENOSPC = Errno.ENOSPC.result();
  private static final long EOPNOTSUPP = Errno.EOPNOTSUPP.result();
  private static final long ADDRESS = 1L << 20;
  private static final String MEMORY =
      "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";

  @Test
  void truncatingMakesFilesShorterAndLonger() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR)",
                "truncate(\"other\", 100)",
                "pread(a, m, 8K, 0)",
                "ftruncate(a, 5000)",
                "pread(a, m, 8K, 0)",
                "load(m + 99)",
                "load(m + 100)"))
        .containsExactly(ADDRESS, 3L, 0L, 100L, 0L, 5000L, 0xABL, 0L);
  }

  @Test
  void truncatingIsRefusedAsByTheKernel() {
    assertThat(
            Trivial.resultsOf(
                "r = open(\"file\", O_RDONLY)",
                "w = open(\"file\", O_WRONLY)",
                "ftruncate(r, 0)",
                "ftruncate(99, 0)",
                "ftruncate(w, 0 - 1)",
                "truncate(\"file\", 0 - 1)",
                "ftruncate(w, 17592186044417)",
                "ftruncate(w, 17592186044416)"))
        .containsExactly(3L, 4L, EINVAL, EBADF, EINVAL, EINVAL, EFBIG, 0L);
  }

  @Test
  void opensWithTruncationEmptyTheFile() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR|O_TRUNC)",
                "read(a, m, 8K)",
                "n = open(\"new\", O_RDWR|O_CREAT|O_TRUNC)"))
        .containsExactly(ADDRESS, 3L, 0L, 4L);
  }

  @Test
  void memoryBeyondTheEndOfItsFileCannotBeUsed() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"other\", O_RDWR)",
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "load(m + 4K)",
                "ftruncate(a, 4K)",
                "load(m + 4K)",
                "store(m + 4K, fill(1), 8)",
                "load(m)"))
        .containsExactly(3L, ADDRESS, 0xABL, 0L, EFAULT, EFAULT, 0xABL);
  }

  @Test
  void rangesAreEmptiedAndGivenSpace() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR)",
                "fallocate(a, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 100, 5000)",
                "pread(a, m, 8K, 0)",
                "load(m + 99)",
                "load(m + 100)",
                "load(m + 5099)",
                "load(m + 5100)",
                "fallocate(a, FALLOC_FL_ZERO_RANGE|FALLOC_FL_KEEP_SIZE, 8K, 4K)",
                "fallocate(a, FALLOC_FL_ZERO_RANGE, 8000, 1000)",
                "pread(a, m, 8K, 8000)",
                "fallocate(a, 0, 0, 10K)",
                "pread(a, m, 8K, 8000)"))
        .containsExactly(ADDRESS, 3L, 0L, 8192L, 0xABL, 0L, 0L, 0xABL, 0L, 0L, 1000L, 0L, 2240L);
  }

  @Test
  void fallocateIsRefusedAsByTheKernel() {
    assertThat(
            Trivial.resultsOf(
                "r = open(\"file\", O_RDONLY)",
                "w = open(\"file\", O_WRONLY)",
                "fallocate(99, 0, 0, 1)",
                "fallocate(w, 0, 0 - 1, 1)",
                "fallocate(w, 0, 0, 0)",
                "fallocate(w, FALLOC_FL_PUNCH_HOLE, 0, 1)",
                "fallocate(w, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_ZERO_RANGE|FALLOC_FL_KEEP_SIZE, 0, 1)",
                "fallocate(r, 0, 0, 1)",
                "fallocate(w, 0, 17592186044416, 1)",
                "fallocate(w, 0, 0, 1G)"))
        .containsExactly(
            3L, 4L, EBADF, EINVAL, EINVAL, EOPNOTSUPP, EOPNOTSUPP, EBADF, EFBIG, ENOSPC);
  }

  @Test
  void filesInMemoryHaveHolesButNoRangesZeroedInPlace() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = memfd_create(\"buf\", 0)",
                "pwrite(a, fill(7), 8K, 0)",
                "fallocate(a, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 100, 8000)",
                "fallocate(a, FALLOC_FL_ZERO_RANGE, 0, 4K)",
                "fallocate(a, 0, 8K, 4K)",
                "pread(a, m, 8K, 0)",
                "load(m + 99)",
                "load(m + 100)",
                "load(m + 8099)",
                "load(m + 8100)",
                "pread(a, m, 8K, 8K)"))
        .containsExactly(ADDRESS, 3L, 8192L, 0L, EOPNOTSUPP, 0L, 8192L, 7L, 0L, 0L, 7L, 4096L);
  }
}
