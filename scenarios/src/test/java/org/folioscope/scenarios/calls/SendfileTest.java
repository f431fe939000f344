package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** What sendfile returns, moves and acknowledges. */
class SendfileTest {

  private static final long EBADF = Errno.EBADF.result();
  private static final long EINVAL = Errno.EINVAL.result();
  private static final String MEMORY =
      "m = mmap(16K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";
  private static final long ADDRESS = 1L << 20;
  private static final String OUT = "out = open(\"file\", O_RDWR)";
  private static final String IN = "in = open(\"other\", O_RDONLY)";

  @Test
  void copiesFromAnOffsetToThePositionOfTheOtherFile() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                OUT,
                IN,
                "sendfile(out, in, 100, 5000)",
                "pread(out, m, 8K, 0)",
                "load(m + 4999)",
                "load(m + 5000)"))
        .containsExactly(ADDRESS, 3L, 4L, 5000L, 8192L, 0xABL, 0L);
  }

  @Test
  void movesThePositionsThatItUses() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                OUT,
                IN,
                "sendfile(out, in, 0, 4K)",
                "sendfile(out, in, NULL, 3K)",
                "sendfile(out, in, NULL, 8K)",
                "sendfile(out, in, NULL, 1)",
                "read(in, m, 1)",
                "pread(out, m, 1, 12287)",
                "load(m)"))
        .containsExactly(ADDRESS, 3L, 4L, 4096L, 3072L, 5120L, 0L, 0L, 1L, 0xABL);
  }

  @Test
  void endsWhereTheSourceEnds() {
    assertThat(
            Trivial.resultsOf(
                OUT,
                IN,
                "sendfile(out, in, 8191, 4K)",
                "sendfile(out, in, 8192, 4K)",
                "sendfile(out, in, 1G, 4K)",
                "sendfile(out, in, 0, 0)"))
        .containsExactly(3L, 4L, 1L, 0L, 0L, 0L);
  }

  @Test
  void checksItsArgumentsInTheOrderOfTheKernel() {
    assertThat(
            Trivial.resultsOf(
                OUT,
                IN,
                "w = open(\"file\", O_WRONLY)",
                "sendfile(99, in, -1, 4K)",
                "sendfile(99, in, 0, -1)",
                "sendfile(99, in, 0, 4K)",
                "sendfile(in, in, 0, 4K)",
                "sendfile(out, 99, -1, 4K)",
                "sendfile(out, w, 0, 4K)"))
        .containsExactly(3L, 4L, 5L, EINVAL, EINVAL, EBADF, EBADF, EBADF, EBADF);
  }

  @Test
  void movesMoreThanAPipeHolds() {
    Trivial big =
        Trivial.calls(
            "files: { file: 4K, other: { size: 200K, pattern: 3 } }\n",
            new String[] {OUT, IN, "sendfile(out, in, 1, 200K)", "fsync(out)"});
    assertThat(big.outcome()).isEqualTo("ok");
    assertThat(big.results()).containsExactly(3L, 4L, 200 * 1024L - 1, 0L);
    assertThat(big.events(CallEvent.ChangeBegan.class).stream().map(CallEvent.ChangeBegan::length))
        .containsExactly(65535, 65536, 65536, 8192);
  }

  @Test
  void writesDirectlyFromThePagesOfTheSource() {
    Trivial direct =
        Trivial.calls(
            MEMORY,
            "out = open(\"file\", O_RDWR|O_DIRECT|O_SYNC)",
            IN,
            "sendfile(out, in, 512, 1K)",
            "pread(out, m, 4K, 0)",
            "load(m + 1023)",
            "load(m + 1024)");
    assertThat(direct.outcome()).isEqualTo("ok");
    assertThat(direct.results()).containsExactly(ADDRESS, 3L, 4L, 1024L, 4096L, 0xABL, 0L);
  }

  @Test
  void aDirectWriteOfPartsOfSectorsIsEinval() {
    assertThat(
            Trivial.resultsOf(
                "out = open(\"file\", O_RDWR|O_DIRECT)",
                IN,
                "sendfile(out, in, 100, 512)",
                "sendfile(out, in, 0, 100)",
                "sendfile(out, in, 0, 512)"))
        .containsExactly(3L, 4L, EINVAL, EINVAL, 512L);
  }

  @Test
  void copiesWithinAFile() {
    Trivial within =
        Trivial.calls(
            "files: { file: { size: 8K, pattern: 9 } }\n",
            new String[] {
              MEMORY,
              "out = open(\"file\", O_RDWR|O_DIRECT|O_SYNC)",
              "in = open(\"file\", O_RDONLY)",
              "map = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, out, 0)",
              "store(map + 4K, fill(7), 4K)",
              "sendfile(out, in, 4K, 4K)",
              "load(map)",
              "sendfile(out, in, 0, 8K)",
              "load(map + 4K)"
            });
    assertThat(within.outcome()).isEqualTo("ok");
    assertThat(within.results()).endsWith(4096L, 7L, 8192L, 7L);
  }

  @Test
  void whatWasSentWithOSyncIsAcknowledgedForItsRange() {
    Trivial synchronous =
        Trivial.calls("out = open(\"file\", O_RDWR|O_SYNC)", IN, "sendfile(out, in, 0, 5000)");
    synchronous.execute(new LowestFirst());
    assertThat(synchronous.events(CallEvent.SyncBegan.class))
        .singleElement()
        .satisfies(sync -> {
          assertThat(sync.position()).isZero();
          assertThat(sync.length()).isEqualTo(5000);
        });
    assertThat(synchronous.events(CallEvent.SyncEnded.class))
        .extracting(CallEvent.SyncEnded::result)
        .containsExactly(0);
  }

  @Test
  void withoutOSyncNothingIsAcknowledged() {
    Trivial plain = Trivial.calls(OUT, IN, "sendfile(out, in, 0, 4K)");
    plain.execute(new LowestFirst());
    assertThat(plain.events(CallEvent.SyncBegan.class)).isEmpty();
  }

  /** The pages are the source's own: what a program stores into them may be what arrives. */
  @Test
  void aStoreIntoTheSourceMeanwhileMayArriveOrNot() {
    Trivial raced =
        Trivial.with(
            """
            files: { file: 4K, other: { size: 4K, fill: 0xAB } }
            setup:
              - out = open("file", O_RDWR|O_DIRECT|O_SYNC)
              - in = open("other", O_RDWR)
              - map = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, in, 0)
              - store(map, fill(1), 4K)
            tasks:
              sender: [ "sendfile(out, in, 0, 4K)" ]
              writer: [ "store(map, fill(2), 4K)" ]
            """);
    assertThat(raced.outcomes(2).keySet()).containsExactly("ok");
  }

  @Test
  void readingNeedsAReadableAndWritingAWritableFile() {
    assertThat(
            Trivial.resultsOf(
                MEMORY,
                "r = open(\"file\", O_RDONLY)",
                "w = open(\"file\", O_WRONLY)",
                "write(r, fill(1), 1)",
                "pwrite(r, fill(1), 1, 0)",
                "read(w, m, 1)",
                "pread(w, m, 1, 0)",
                "write(w, fill(1), 1)",
                "read(r, m, 1)"))
        .isEqualTo(List.of(ADDRESS, 3L, 4L, EBADF, EBADF, EBADF, EBADF, 1L, 1L));
  }
}
