package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** What programs see of a device that fails. */
class FaultCallsTest {

  private static final String MEMORY =
      "m = mmap(16K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";
  private static final long ADDRESS = 1L << 20;
  private static final long EIO = Errno.EIO.result();

  @Test
  void everyOpenFileIsToldOfAFailedWriteOnce() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "b = open(\"file\", O_RDWR)",
                "write(a, fill(1), 4K)",
                "fail_io(write, IOERR, times=1)",
                "writeback(\"file\")",
                "fsync(a)",
                "fsync(a)",
                "fdatasync(b)",
                "fsync(b)",
                "c = open(\"file\", O_RDWR)",
                "fsync(c)"))
        .containsExactly(3L, 4L, 4096L, 0L, 0L, EIO, 0L, EIO, 0L, 5L, 0L);
  }

  @Test
  void whoeverOpensNextIsToldOfAnErrorThatNobodyWasToldOf() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "write(a, fill(1), 4K)",
                "fail_io(write, MEDIUM, times=1)",
                "writeback(\"file\")",
                "sync()",
                "close(a)",
                "b = open(\"file\", O_RDWR)",
                "fsync(b)",
                "fsync(b)"))
        .containsExactly(3L, 4096L, 0L, 0L, 0L, 0L, 3L, (long) Errno.ENODATA.result(), 0L);
  }

  @Test
  void aPageThatCannotBeReadIsEioAndAFaultIsASignal() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR)",
                "n = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "fail_io(read, MEDIUM, file=\"other\", offset=4K, length=512)",
                "pread(a, m, 8K, 0)",
                "pread(a, m, 1, 4K)",
                "load(n + 4K)",
                "pwrite(a, fill(1), 10, 5000)",
                "heal_io()",
                "load(n + 4K)"))
        .containsExactly(
            ADDRESS,
            3L,
            ADDRESS + 16384,
            0L,
            4096L,
            EIO,
            (long) Errno.EFAULT.result(),
            (long) Errno.ENODATA.result(),
            0L,
            0xABL);
  }

  @Test
  void directIoSaysWhatTheDeviceSaid() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "a = open(\"other\", O_RDWR|O_DIRECT)",
                "fail_io(read, TIMEOUT, times=1)",
                "pread(a, m, 4K, 0)",
                "pread(a, m, 4K, 0)",
                "fail_io(write, PROTECTION)",
                "pwrite(a, m, 4K, 0)"))
        .containsExactly(
            ADDRESS,
            3L,
            0L,
            (long) Errno.ETIMEDOUT.result(),
            4096L,
            0L,
            (long) Errno.EILSEQ.result());
  }

  @Test
  void aFailedFlushFailsFsync() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR|O_SYNC)",
                "fail_io(flush, IOERR, times=2)",
                "fsync(a)",
                "write(a, fill(1), 1)",
                "fsync(a)"))
        .containsExactly(3L, 0L, EIO, EIO, 0L);
  }

  @Test
  void msyncAndSyncfsTellToo() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
                "store(m, fill(1), 10)",
                "fail_io(write, IOERR, times=1)",
                "msync(m, 8K, MS_SYNC)",
                "msync(m, 8K, MS_SYNC)",
                "syncfs(a)",
                "syncfs(a)"))
        .containsExactly(3L, ADDRESS, 10L, 0L, EIO, 0L, EIO, 0L);
  }

  @Test
  void syncFileRangeWritesOrWaitsOrBothAndTellsOnlyWhenItWaited() {
    assertThat(
            Trivial.resultsOf(
                "a = open(\"file\", O_RDWR)",
                "write(a, fill(1), 4K)",
                "fail_io(write, IOERR, times=1)",
                "sync_file_range(a, 0, 0, SYNC_FILE_RANGE_WRITE)",
                "sync_file_range(a, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE|SYNC_FILE_RANGE_WRITE)",
                "sync_file_range(a, 0, 0, SYNC_FILE_RANGE_WAIT_AFTER)",
                "sync_file_range(9, 0, 0, SYNC_FILE_RANGE_WRITE)"))
        .containsExactly(3L, 4096L, 0L, 0L, EIO, 0L, (long) Errno.EBADF.result());
  }

  @Test
  void msyncChecksItsRange() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "msync(m + 1, 4K, MS_SYNC)",
                "msync(m, 4K, MS_SYNC|MS_ASYNC)",
                "msync(m, 32K, MS_SYNC)",
                "msync(m + 64K, 4K, MS_ASYNC)",
                "msync(m, 0, MS_SYNC)",
                "msync(m, 16K, MS_ASYNC)"))
        .containsExactly(
            ADDRESS,
            (long) Errno.EINVAL.result(),
            (long) Errno.EINVAL.result(),
            (long) Errno.ENOMEM.result(),
            (long) Errno.ENOMEM.result(),
            0L,
            0L);
  }

  @Test
  void theKernelLogHasALineForEachFailedBio() {
    Trivial run =
        Trivial.calls(
            "a = open(\"other\", O_RDONLY)", MEMORY, "fail_io(read, MEDIUM)", "read(a, m, 1)");
    run.execute(new LowestFirst());
    assertThat(run.events(ReportEvent.LinePrinted.class))
        .extracting(ReportEvent.LinePrinted::text)
        .first()
        .asString()
        .matches(
            "critical medium error, dev sda, sector \\d+ op 0x0:\\(READ\\) flags 0x0 phys_seg 1"
                + " prio class 0");
  }

  @Test
  void whoWaitsForALostCompletionHangs() {
    Trivial run =
        Trivial.calls("a = open(\"file\", O_RDWR)", "fail_io(flush, LOST, times=1)", "fsync(a)");
    assertThat(run.outcome()).isEqualTo("hang");
    assertThat(run.events(ReportEvent.ViolationReported.class))
        .extracting(ReportEvent.ViolationReported::message)
        .containsExactly(
            "INFO: task a:0 blocked for more than 120 seconds: a waits for a bio of its own");
  }

  @Test
  void faultsThatMeanNothingAreRefused() {
    assertThat(
            Trivial.resultsOf(
                "fail_io(read, IOERR, times=0)",
                "fail_io(read, IOERR, offset=0)",
                "fail_io(read, IOERR, file=\"file\", offset=1)",
                "fail_io(read, IOERR, file=\"file\", offset=1M)"))
        .containsExactly(
            (long) Errno.EINVAL.result(),
            (long) Errno.EINVAL.result(),
            (long) Errno.EINVAL.result(),
            (long) Errno.ENXIO.result());
  }
}
