package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** Unmounting: who keeps a filesystem from it, and what is left of it. */
class UmountTest {

  private static final long BUSY = Errno.EBUSY.result();
  private static final long GONE = Errno.ENOENT.result();

  @Test
  void anOpenFileKeepsItMounted() {
    assertThat(Trivial.resultsOf("a = open(\"file\", O_RDWR)", "umount()", "close(a)", "umount()"))
        .containsExactly(3L, BUSY, 0L, 0L);
  }

  @Test
  void aMappedFileKeepsItMountedWhenItIsClosed() {
    assertThat(
            Trivial.resultsOf(
                    "a = open(\"file\", O_RDWR)",
                    "m = mmap(4K, PROT_READ, MAP_SHARED, a, 0)",
                    "close(a)",
                    "umount()",
                    "munmap(m, 4K)",
                    "umount()")
                .subList(2, 6))
        .containsExactly(0L, BUSY, 0L, 0L);
  }

  @Test
  void aFileInMemoryIsAnotherMounts() {
    assertThat(Trivial.resultsOf("a = memfd_create(\"m\", 0)", "write(a, fill(1), 8)", "umount()"))
        .containsExactly(3L, 8L, 0L);
  }

  @Test
  void everythingIsWrittenAndNothingStaysInMemory() {
    Trivial trivial =
        Trivial.calls(
            "a = open(\"file\", O_RDWR)", "pwrite(a, fill(7), 8K, 0)", "close(a)", "umount()");
    assertThat(trivial.outcome()).as("what is read back from the disk").isEqualTo("ok");
    TreeSet<Integer> cached = new TreeSet<>();
    for (Event event : trivial.events(Event.class)) {
      switch (event) {
        case CacheEvent.FolioAdded added -> cached.add(added.folio());
        case CacheEvent.FolioRemoved removed -> cached.remove(removed.folio());
        case CallEvent.CallReturned returned when returned.call().equals("umount()") ->
            assertThat(cached).isEmpty();
        default -> {
          // says nothing of who is in the cache
        }
      }
    }
  }

  @Test
  void namesLeadNowhereAfterwards() {
    assertThat(
            Trivial.resultsOf(
                "umount()",
                "stat_size(\"file\")",
                "unlink(\"file\")",
                "rename(\"file\", \"there\")",
                "open(\"new\", O_RDWR|O_CREAT)",
                "sync()"))
        .containsExactly(0L, GONE, GONE, GONE, GONE, 0L);
  }

  @Test
  void whoOpensAFileMeanwhileIsFirstOrLate() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            tasks:
              opener: [ 'open("file", O_RDWR)' ]
              unmounter: [ umount() ]
            """);
    TreeSet<String> seen = new TreeSet<>();
    trivial.everyExecution(
        2,
        () ->
            seen.add(
                trivial.resultsByCall().get("umount()")
                    + " "
                    + trivial.resultsByCall().get("open(\"file\", O_RDWR)")));
    assertThat(seen).containsExactlyInAnyOrder(BUSY + " 3", "0 " + GONE);
  }

  @Test
  void theFlusherPassesAFilesystemByThatIsBeingUnmounted() {
    Trivial trivial =
        Trivial.with(
            """
            files: { file: 4K }
            setup:
              - a = open("file", O_RDWR)
              - pwrite(a, fill(7), 4K, 0)
              - close(a)
            tasks:
              flusher: [ writeback("file") ]
              unmounter: [ umount() ]
            """);
    assertThat(trivial.outcomes(2).keySet()).containsExactly("ok");
    trivial.everyExecution(
        2, () -> assertThat(trivial.resultsByCall()).containsEntry("umount()", 0L));
  }
}
