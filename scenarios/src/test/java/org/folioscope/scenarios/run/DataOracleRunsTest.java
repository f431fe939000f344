package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.junit.jupiter.api.Test;

/** The oracle over whole runs: quiet where nothing is lost, and not where something is. */
class DataOracleRunsTest {

  private static final String WRITE_AND_SYNC =
      """
      files: { file: 12K }
      tasks:
        a:
          - a = open("file", O_RDWR)
          - pwrite(a, fill(1), 4K, 4K)
          - fsync(a)
          - drop_caches("file")
      """;

  private static String outcomeOfLosing(Kernel kernel, String lines) {
    var scenario = ScenarioParser.parse("test.yaml", "scenario: s\ntitle: t\n" + lines);
    var provider = new LosingFilesystem.Provider();
    return Emulation.inMemory(new Configuration(scenario, Policies.of(kernel), provider))
        .execute(new LowestFirst())
        .outcome()
        .id();
  }

  @Test
  void aWriteThatIsSyncedAndReadBackFromTheDiskIsWell() {
    assertThat(Trivial.with(WRITE_AND_SYNC).outcomes(0).keySet()).containsExactly("ok");
  }

  @Test
  void aPageThatIsDroppedIsALostWrite() {
    assertThat(outcomeOfLosing(Kernel.LINUX_4_15, WRITE_AND_SYNC)).isEqualTo("lost-write");
  }

  @Test
  void otherBytesThanWereWrittenAreForeign() {
    assertThat(outcomeOfLosing(Kernel.LINUX_5_8, WRITE_AND_SYNC)).isEqualTo("foreign-bytes");
  }

  @Test
  void bytesInAnotherPlaceAreForeignThereAndLostHere() {
    assertThat(outcomeOfLosing(Kernel.LINUX_6_12, WRITE_AND_SYNC))
        .isEqualTo("foreign-bytes+lost-write");
  }

  @Test
  void aStoreThroughAMappingIsKeptWithoutAnySync() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 8K }
                    tasks:
                      a:
                        - a = open("file", O_RDWR)
                        - m = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
                        - store(m + 100, fill(7), 5000)
                      flusher: [ 'writeback("file")' ]
                      kswapd: [ reclaim() ]
                    """)
                .outcomes(1)
                .keySet())
        .containsExactly("ok");
  }

  @Test
  void filesInMemoryAreReadBackTooAndMayBeHoles() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 8K }
                    tasks:
                      a:
                        - a = memfd_create("buf", 0)
                        - pwrite(a, fill(7), 100, 200K)
                        - h = memfd_create("buf", MFD_HUGETLB)
                        - m = mmap(2M, PROT_READ|PROT_WRITE, MAP_SHARED, h, 0)
                        - store(m + 1M, fill(8), 5000)
                        - s = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS)
                        - store(s + 100, fill(9), 100)
                      kswapd: [ reclaim() ]
                    """)
                .outcomes(1)
                .keySet())
        .containsExactly("ok");
  }

  @Test
  void aPageOfMemoryThatNobodyMarkedDirtyIsLostWhenItIsPagedOut() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 8K }
                    setup:
                      - a = memfd_create("buf", 0)
                      - ftruncate(a, 4K)
                      - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
                      - load(m)
                    tasks:
                      card:
                        - mr = rdma_register(m, 4K, access=read)
                        - rdma_write(mr, 0, fill(7), 4K)
                        - rdma_deregister(mr)
                        - madvise(m, 4K, MADV_PAGEOUT)
                    """)
                .outcome())
        .isEqualTo("lost-write");
  }

  @Test
  void twoWritersOfTheSameBytesMayComeInEitherOrder() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 4K }
                    setup: [ 'a = open("file", O_RDWR)' ]
                    tasks:
                      one: [ 'pwrite(a, fill(1), 4K, 0)' ]
                      two: [ 'pwrite(a, fill(2), 2K, 1K)' ]
                    finally: [ fsync(a) ]
                    """)
                .outcomes(1)
                .keySet())
        .containsExactly("ok");
  }

  @Test
  void aStoreAndAWriteMayComeInEitherOrder() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 4K }
                    setup:
                      - a = open("file", O_RDWR)
                      - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
                    tasks:
                      one: [ 'pwrite(a, fill(1), 4K, 0)', fsync(a) ]
                      two: [ 'store(m, fill(2), 4K)' ]
                    finally: [ fsync(a) ]
                    """)
                .outcomes(1)
                .keySet())
        .containsExactly("ok");
  }

  @Test
  void aDirectReadIntoAMappingIsKept() {
    assertThat(
            Trivial.with(
                    """
                    files: { file: 4K, source: { size: 4K, fill: 0xAB } }
                    setup:
                      - a = open("file", O_RDWR)
                      - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)
                      - b = open("source", O_RDONLY|O_DIRECT)
                    tasks:
                      reader: [ 'read(b, m, 4K)' ]
                      writer: [ 'pwrite(a, fill(1), 4K, 0)' ]
                    finally: [ fsync(a) ]
                    """)
                .outcomes(1)
                .keySet())
        .containsExactly("ok");
  }
}
