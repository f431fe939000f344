package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.contract.watch.Slots;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.vmstat.DirtyCounts;

/**
 * What is true of a machine on which nothing runs: no lock is held, nothing is in flight, each page
 * is referenced exactly by the cache, its private data, the page-table entries that map it and the
 * LRU batch that holds it, and the marks of the cache and the counts of dirty pages say what the
 * flags of the pages say.
 */
public final class AtRest {

  private static final int INDEX_BITS = 32;

  private final Bench bench;
  private final StateSpace space;

  private AtRest(Bench bench) {
    this.bench = bench;
    this.space = bench.space();
  }

  /** Checks all of it. */
  public static void check(Bench bench) {
    AtRest rest = new AtRest(bench);
    rest.nothingIsHeld();
    rest.nobodyComplained();
    rest.referencesAreAccountedFor();
    rest.marksAreFlags();
    rest.countsAreFlags();
  }

  private void nothingIsHeld() {
    for (Container container : space.containers()) {
      String name = container.name();
      boolean mustBeEmpty =
          name.startsWith("lock.")
              || name.equals("folio.lock-owner")
              || name.equals("task.spinlocks-held")
              || name.equals("cpu.interrupt")
              || name.equals("cpu.interrupts-off")
              || name.equals("disk.in-flight")
              || name.equals("dio.outstanding")
              || name.equals("work.queue")
              || name.equals("bdi.sync")
              || name.equals("bdi.working")
              || name.equals("bdi.work")
              || name.equals("page-io.awaited");
      if (mustBeEmpty) {
        container.forEach((path, value) -> {
          throw new AssertionError("at rest, but " + path + " is " + value);
        });
      }
    }
  }

  private void nobodyComplained() {
    assertThat(bench.events(ReportEvent.ViolationReported.class))
        .as("complaints of the kernel")
        .isEmpty();
  }

  private void referencesAreAccountedFor() {
    SortedMap<Long, Integer> expected = new TreeMap<>();
    pages().values().forEach(frame -> expected.merge(frame, 1, Integer::sum));
    for (int cpu = 0; cpu < TaskIds.PROCESSES; cpu++) {
      members("lru.batch." + cpu).forEach(frame -> expected.merge(frame, 1, Integer::sum));
    }
    SortedSet<Long> frames = new TreeSet<>(expected.keySet());
    frames.addAll(Slots.of(space, "folio.refcount").keySet());
    for (long frame : frames) {
      Folio folio = bench.get(Folios.class).of((int) frame);
      int counted =
          expected.getOrDefault(frame, 0) + folio.mapcount() + (folio.is(PageFlag.PRIVATE) ? 1 : 0);
      assertThat(folio.refcount())
          .as(
              "references of %s: cache and batch %s, entries %d, private %s",
              folio, expected.get(frame), folio.mapcount(), folio.is(PageFlag.PRIVATE))
          .isEqualTo(counted);
    }
  }

  private void marksAreFlags() {
    pages()
        .forEach((key, frame) -> {
          Folio folio = bench.get(Folios.class).of(Objects.requireNonNull(frame).intValue());
          String what =
              "inode " + (key >>> INDEX_BITS) + " page " + (key & ((1L << INDEX_BITS) - 1));
          assertThat(folio.is(PageFlag.WRITEBACK)).as("writeback of %s", what).isFalse();
          assertThat(Slots.of(space, "cache.writeback").containsKey(key))
              .as("WRITEBACK mark of %s", what)
              .isFalse();
          if (folio.is(PageFlag.DIRTY)) {
            assertThat(Slots.of(space, "cache.dirty").containsKey(key))
                .as("DIRTY mark of dirty %s", what)
                .isTrue();
            assertThat(Slots.of(space, "inode.dirty-pages").containsKey(key >>> INDEX_BITS))
                .as("I_DIRTY_PAGES for %s", what)
                .isTrue();
          }
        });
    Slots.of(space, "cache.dirty")
        .keySet()
        .forEach(key -> {
          Long frame = pages().get(key);
          assertThat(frame).as("page behind DIRTY mark %d", key).isNotNull();
          assertThat(
                  bench
                      .get(Folios.class)
                      .of(Objects.requireNonNull(frame).intValue())
                      .is(PageFlag.DIRTY))
              .as("PG_dirty behind DIRTY mark %d", key)
              .isTrue();
        });
  }

  private void countsAreFlags() {
    DirtyCounts counts = bench.get(DirtyCounts.class);
    if (counts.limited()) {
      assertThat(counts.underWriteback()).as("pages counted as under writeback").isZero();
      assertThat(counts.dirty())
          .as("pages counted as dirty")
          .isEqualTo(
              pages().values().stream()
                  .map(frame -> bench.get(Folios.class).of(frame.intValue()))
                  .filter(folio -> folio.is(PageFlag.DIRTY))
                  .count());
    }
  }

  private SortedMap<Long, Long> pages() {
    SortedMap<Long, Long> pages = new TreeMap<>();
    Slots.of(space, "cache.pages").forEach((key, frame) -> pages.put(key, Long.parseLong(frame)));
    return pages;
  }

  private SortedSet<Long> members(String sequence) {
    SortedSet<Long> members = new TreeSet<>();
    Slots.of(space, sequence)
        .values()
        .forEach(list -> {
          for (String item : list.substring(1, list.length() - 1).split(", ")) {
            members.add(Long.parseLong(item));
          }
        });
    return members;
  }
}
