package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.block.BlockEvent;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.swap.SwapEvent;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anonymous memory on its way to the swap partition and back. */
class SwapTest {

  /** Behind the 64 MiB of the filesystem. */
  private static final long FIRST_SECTOR = 131_072;

  private static Trivial swapping(Kernel kernel, int pages, String... calls) {
    return Trivial.with(
        new TrivialProvider(),
        kernel,
        "options: { swap: "
            + pages
            + " }\n"
            + "tasks:\n"
            + "  a:\n"
            + "    - 'm = mmap(8K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)'\n"
            + "    - '"
            + String.join("'\n    - '", calls)
            + "'\n");
  }

  private static Trivial executed(Trivial trivial) {
    assertThat(trivial.execute(new LowestFirst()).outcome().id()).isEqualTo("ok");
    return trivial;
  }

  private static List<Long> sectorsWritten(Trivial trivial) {
    return trivial.events(BlockEvent.BioSubmitted.class).stream()
        .map(BlockEvent.BioSubmitted::sector)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_9", "LINUX_6_1", "LINUX_6_12"})
  void aPageIsWrittenFreedAndReadAgain(Kernel kernel) {
    Trivial trivial =
        executed(
            swapping(
                kernel,
                4,
                "store(m, pattern(3), 4K)",
                "reclaim()",
                "sleep(1ms)",
                "reclaim() = 1",
                "load(m, 4K) = pattern(3)",
                "store(m, fill(9), 1)",
                "load(m) = 9"));
    assertThat(sectorsWritten(trivial)).containsExactly(FIRST_SECTOR, FIRST_SECTOR);
    assertThat(trivial.events(MmEvent.SwapEntrySet.class)).hasSize(1);
  }

  @Test
  void aPageThatIsStillInTheSwapCacheNeedsNoReading() {
    Trivial trivial =
        executed(
            swapping(
                Kernel.LINUX_6_12,
                4,
                "store(m, fill(3), 4K)",
                "reclaim()",
                "load(m, 4K) = fill(3)",
                "munmap(m, 8K)"));
    assertThat(sectorsWritten(trivial)).as("written, not read").hasSize(1);
  }

  @Test
  void withoutSwapMemoryStays() {
    Trivial trivial =
        Trivial.calls(
            "m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)",
            "store(m, fill(3), 4K)",
            "reclaim()",
            "madvise(m, 4K, MADV_PAGEOUT)");
    executed(trivial);
    assertThat(trivial.events(MmEvent.PteInstalled.class)).as("mapped once and for all").hasSize(1);
  }

  @Test
  void aPageStaysForWhichNoSlotIsLeft() {
    Trivial trivial =
        executed(
            swapping(
                Kernel.LINUX_6_12,
                1,
                "store(m, fill(3), 8K)",
                "madvise(m, 8K, MADV_PAGEOUT)",
                "load(m + 4K, 4K) = fill(3)"));
    assertThat(trivial.events(MmEvent.SwapEntrySet.class)).hasSize(1);
  }

  @Test
  void aSlotIsFreeAgainWhenNobodyNamesIt() {
    Trivial trivial =
        executed(
            swapping(
                Kernel.LINUX_6_12,
                1,
                "store(m, fill(3), 4K)",
                "reclaim()",
                "sleep(1ms)",
                "reclaim()",
                "munmap(m, 8K)",
                "n = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)",
                "store(n, fill(4), 4K)",
                "reclaim()",
                "sleep(1ms)",
                "reclaim() = 1",
                "load(n, 4K) = fill(4)"));
    assertThat(trivial.events(SwapEvent.SlotTaken.class))
        .extracting(SwapEvent.SlotTaken::slot)
        .containsExactly(0, 0);
  }

  @Test
  void whatCannotBeWrittenStaysInMemory() {
    executed(
        swapping(
            Kernel.LINUX_6_12,
            4,
            "store(m, fill(3), 4K)",
            "fail_io(write, IOERR)",
            "reclaim()",
            "sleep(1ms)",
            "reclaim() = 0",
            "sleep(1ms)",
            "heal_io()",
            "load(m, 4K) = fill(3)"));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_9", "LINUX_6_12"})
  void aChildSharesWhatIsSwappedOut(Kernel kernel) {
    Trivial trivial =
        Trivial.with(
            new TrivialProvider(),
            kernel,
            """
            options: { swap: 4 }
            setup:
              - m = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
              - store(m, fill(1), 4K)
              - madvise(m, 4K, MADV_PAGEOUT)
            tasks:
              parent:
                - fork(child)
                - store(m, fill(2), 1)
              kid:
                process: child
                calls:
                  - store(m + 1, fill(3), 1)
                  - load(m, 2) = "\\x01\\x03"
            finally:
              - load(m, 2) = "\\x02\\x01"
            """);
    assertThat(trivial.outcomes(1)).containsOnlyKeys("ok");
  }
}
