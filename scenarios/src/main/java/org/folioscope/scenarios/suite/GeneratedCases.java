package org.folioscope.scenarios.suite;

import static org.folioscope.scenarios.builder.Terms.MAP_ANONYMOUS;
import static org.folioscope.scenarios.builder.Terms.MAP_PRIVATE;
import static org.folioscope.scenarios.builder.Terms.MAP_SHARED;
import static org.folioscope.scenarios.builder.Terms.O_DIRECT;
import static org.folioscope.scenarios.builder.Terms.O_RDWR;
import static org.folioscope.scenarios.builder.Terms.PROT_READ;
import static org.folioscope.scenarios.builder.Terms.PROT_WRITE;
import static org.folioscope.scenarios.builder.Terms.pattern;

import io.vavr.collection.Vector;
import java.util.function.Consumer;
import org.folioscope.scenarios.builder.ScenarioBuilder;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.builder.TaskSteps;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.Scenario;

/**
 * Cases made from lists of offsets and lengths around the borders of sectors (512) and pages
 * (4096). What a file must hold is computed with {@link ExpectedBytes}; names are made of the
 * numbers, so they stay as they are when the lists grow.
 */
final class GeneratedCases {

  private static final int FILE = 12288;
  private static final String NAME = "f";

  /** Offset and length of a change. */
  private record Range(int offset, int length) {

    int end() {
      return offset + length;
    }

    String words() {
      return length + "-at-" + offset;
    }
  }

  private static final Vector<Range> WRITES =
      Vector.of(
          new Range(0, 1),
          new Range(0, 511),
          new Range(0, 512),
          new Range(0, 513),
          new Range(0, 4095),
          new Range(0, 4096),
          new Range(0, 4097),
          new Range(1, 4095),
          new Range(1, 4096),
          new Range(511, 2),
          new Range(512, 512),
          new Range(4095, 1),
          new Range(4095, 2),
          new Range(4096, 1),
          new Range(4096, 4096),
          new Range(4097, 4095),
          new Range(4095, 4098),
          new Range(8191, 4097),
          new Range(12287, 2),
          new Range(12288, 512));

  private static final Vector<Range> STORES =
      Vector.of(
          new Range(0, 1),
          new Range(511, 2),
          new Range(4095, 1),
          new Range(4095, 2),
          new Range(4096, 4096),
          new Range(4000, 4200),
          new Range(12287, 1));

  private static final Vector<Range> SECTORS =
      Vector.of(
          new Range(0, 512),
          new Range(512, 512),
          new Range(3584, 512),
          new Range(3584, 1024),
          new Range(4096, 4096),
          new Range(4608, 7168));

  private static final Vector<Vector<Range>> OVERLAPS =
      Vector.of(
          Vector.of(new Range(0, 4096), new Range(2048, 4096)),
          Vector.of(new Range(2048, 4096), new Range(0, 4096)),
          Vector.of(new Range(0, 8192), new Range(4095, 2)),
          Vector.of(new Range(4095, 2), new Range(0, 8192)),
          Vector.of(new Range(511, 1), new Range(512, 1)),
          Vector.of(new Range(4000, 200), new Range(4100, 200)),
          Vector.of(new Range(4100, 200), new Range(4000, 200)),
          Vector.of(new Range(0, 1), new Range(0, 1)),
          Vector.of(new Range(1, 12000), new Range(4096, 4096)),
          Vector.of(new Range(4096, 4096), new Range(1, 12000)));

  private static final Vector<Integer> GAPS =
      Vector.of(12289, 12799, 12800, 16383, 16384, 16385, 20000, 24576);

  private static final Vector<Integer> SIZES =
      Vector.of(0, 1, 511, 512, 513, 4095, 4096, 4097, 8191, 8192, 12287);

  private static final Vector<Range> HOLES =
      Vector.of(
          new Range(0, 1),
          new Range(0, 4096),
          new Range(0, 12288),
          new Range(511, 2),
          new Range(4095, 2),
          new Range(4096, 4096),
          new Range(4095, 4098),
          new Range(4097, 4094),
          new Range(100, 12000),
          new Range(8192, 8192));

  private static final Vector<String> PUNCH =
      Vector.of("FALLOC_FL_PUNCH_HOLE", "FALLOC_FL_KEEP_SIZE");

  private static final Vector<String> ZERO =
      Vector.of("FALLOC_FL_ZERO_RANGE", "FALLOC_FL_KEEP_SIZE");

  private GeneratedCases() {}

  /** All of them, always in the same order. */
  static Vector<Scenario> all() {
    return WRITES
        .map(GeneratedCases::write)
        .appendAll(WRITES.map(GeneratedCases::writeUncached))
        .appendAll(GAPS.map(GeneratedCases::gap))
        .appendAll(OVERLAPS.map(GeneratedCases::overlap))
        .appendAll(STORES.map(GeneratedCases::store))
        .appendAll(SECTORS.map(GeneratedCases::direct))
        .appendAll(SIZES.map(GeneratedCases::cut))
        .appendAll(HOLES.map(GeneratedCases::punched))
        .appendAll(HOLES.map(GeneratedCases::zeroed));
  }

  private static Scenario write(Range range) {
    return changed(
        named("write-" + range.words(), "Over bytes in the cache, a write changes its range alone")
            .tags("generated", "data"),
        ExpectedBytes.of(1, FILE).with(2, range.offset(), range.end()),
        task -> task.call("pread(fd, buf, 16K, 0) = 12K").call(pwrite(range, 2)));
  }

  private static Scenario writeUncached(Range range) {
    return changed(
        named(
                "write-uncached-" + range.words(),
                "Over bytes on the disk alone, a write changes its range alone")
            .tags("generated", "data"),
        ExpectedBytes.of(1, FILE).with(2, range.offset(), range.end()),
        task -> task.call(pwrite(range, 2)));
  }

  private static Scenario gap(int offset) {
    Range range = new Range(offset, 100);
    return changed(
        named("gap-before-" + offset, "Between the end and a write behind it there are zeroes")
            .tags("generated", "holes", "size"),
        ExpectedBytes.of(1, FILE).with(2, range.offset(), range.end()),
        task -> task.call(pwrite(range, 2)));
  }

  private static Scenario overlap(Vector<Range> ranges) {
    Range first = ranges.get(0);
    Range second = ranges.get(1);
    return changed(
        named(
                "overlap-" + first.words() + "-then-" + second.words(),
                "Where two writes overlap, the later one counts")
            .tags("generated", "data"),
        ExpectedBytes.of(1, FILE)
            .with(2, first.offset(), first.end())
            .with(3, second.offset(), second.end()),
        task -> task.call(pwrite(first, 2)).call(pwrite(second, 3)));
  }

  private static Scenario store(Range range) {
    return changed(
        named("store-" + range.words(), "A store through a mapping changes its range alone")
            .tags("generated", "mmap")
            .setup(
                setup -> setup.mmap("addr", FILE, PROT_READ.or(PROT_WRITE), MAP_SHARED, "fd", 0)),
        ExpectedBytes.of(1, FILE).with(2, range.offset(), range.end()),
        task ->
            task.call(
                "store(addr + %d, pattern(2, %d), %d) = %d"
                    .formatted(range.offset(), range.offset(), range.length(), range.length())));
  }

  private static Scenario direct(Range range) {
    return changed(
        named("direct-" + range.words(), "A direct write changes its sectors alone")
            .tags("generated", "direct")
            .setup(setup -> setup.open("dio", NAME, O_RDWR.or(O_DIRECT))),
        ExpectedBytes.of(1, FILE).with(2, range.offset(), range.end()),
        task ->
            task.call("pread(fd, buf, 16K, 0) = 12K")
                .call(
                    "store(buf, pattern(2, %d), %d) = %d"
                        .formatted(range.offset(), range.length(), range.length()))
                .call(
                    "pwrite(dio, buf, %d, %d) = %d"
                        .formatted(range.length(), range.offset(), range.length())));
  }

  private static Scenario cut(int size) {
    return changed(
        named("cut-to-" + size, "What is cut off and gained again is zeroes")
            .tags("generated", "truncate", "size")
            .needs(Need.TRUNCATE),
        ExpectedBytes.of(1, FILE).ofSize(size).ofSize(FILE),
        task ->
            task.call("pread(fd, buf, 16K, 0) = 12K")
                .call("ftruncate(fd, %d) = 0".formatted(size))
                .call("ftruncate(fd, 12K) = 0"));
  }

  private static Scenario punched(Range range) {
    return changed(
        named("punch-" + range.words(), "A punched range is zeroes, and nothing else changes")
            .tags("generated", "punch", "holes")
            .needs(Need.PUNCH),
        ExpectedBytes.of(1, FILE).withHole(range.offset(), range.end()),
        task -> task.call("pread(fd, buf, 16K, 0) = 12K").call(fallocate(PUNCH, range)));
  }

  private static Scenario zeroed(Range range) {
    return changed(
        named("zero-" + range.words(), "A zeroed range is zeroes, and nothing else changes")
            .tags("generated", "zero-range")
            .needs(Need.ZERO_RANGE),
        ExpectedBytes.of(1, FILE).withHole(range.offset(), range.end()),
        task -> task.call("pread(fd, buf, 16K, 0) = 12K").call(fallocate(ZERO, range)));
  }

  private static String fallocate(Vector<String> mode, Range range) {
    return "fallocate(fd, %s, %d, %d) = 0"
        .formatted(mode.mkString("|"), range.offset(), range.length());
  }

  private static ScenarioBuilder named(String name, String title) {
    return Scenarios.named(name)
        .title(title)
        .file(NAME, FILE, pattern(1))
        .setup(setup ->
            setup
                .mmap(
                    "buf",
                    2L * FILE + 4096,
                    PROT_READ.or(PROT_WRITE),
                    MAP_PRIVATE.or(MAP_ANONYMOUS))
                .open("fd", NAME, O_RDWR));
  }

  private static String pwrite(Range range, int seed) {
    return "pwrite(fd, pattern(%d, %d), %d, %d) = %d"
        .formatted(seed, range.offset(), range.length(), range.offset(), range.length());
  }

  /** Makes a change, and reads the file back from the cache and then from the disk. */
  private static Scenario changed(
      ScenarioBuilder scenario, ExpectedBytes expected, Consumer<TaskSteps> change) {
    return scenario
        .task(
            "program",
            task -> {
              change.accept(task);
              expected.readBack(task);
              task.call("fsync(fd) = 0").call("drop_caches(\"" + NAME + "\")");
              expected.readBack(task);
            })
        .build();
  }
}
