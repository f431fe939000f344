package org.folioscope.cli.docs;

import static org.folioscope.scenarios.builder.Terms.*;
import static org.folioscope.scenarios.junit.StorageAssertions.assertThat;

import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.junit.ScenarioSource;
import org.folioscope.scenarios.junit.StorageTest;
import org.folioscope.scenarios.language.Scenario;

/** The example of {@code docs/scenarios.md}. */
class MyRaceTest {

  // the example begins here
  static Scenario race() {
    return Scenarios.named("my-race")
        .title("Can a page become dirty without its filesystem knowing?")
        .file("file1", 4 * K)
        .file("file2", 4 * K, fill(0xAB))
        .setup(s ->
            s.open("fd1", "file1", O_RDWR)
                .mmap("addr", 4 * K, PROT_READ.or(PROT_WRITE), MAP_SHARED, "fd1", 0)
                .open("fd2", "file2", O_RDONLY.or(O_DIRECT)))
        .task("reader", t -> t.read("fd2", "addr", 4 * K))
        .task("flusher", t -> t.writeback("file1"))
        .task("kswapd", t -> t.reclaim())
        .finallyCalls(f -> f.fsync("fd1"))
        .on(kernel("linux-4.15"), fs("ext4", "xfs"))
        .required("bug-dirty-folio-without-buffers")
        .because("the flusher cleans the page, reclaim strips its buffers")
        .build();
  }

  @StorageTest
  @ScenarioSource("race")
  void isAsExpected() {}

  @StorageTest(scenario = "kara-2018", kernel = "linux-4.15", filesystem = "ext4")
  void isFound(Explored explored) {
    assertThat(explored).isExpected().reaches("bug-dirty-folio-without-buffers");
  }
  // the example ends here
}
