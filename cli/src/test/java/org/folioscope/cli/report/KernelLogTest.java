package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.junit.jupiter.api.Test;

/** What the kernel prints when it complains, in runs that make it complain. */
final class KernelLogTest {

  private static final long MOST_EXECUTIONS = 5_000;
  private static final String TRUNCATED = "truncate-while-writeback-restarts";
  private static final String BESIDE = "process-vm-writev-beside-direct-write";

  @Test
  void writebackThatBeganAnewIsABugOfTheFilesystemsLoop() {
    assertPrinted("stale-wake-after-reuse", "linux-5.9", "bug-writeback-after-wait");
  }

  @Test
  void theFlusherIsAWorker() {
    String scenario =
        ScenarioFiles.load("kara-2018").text().replace("- fsync(fd1)", "- writeback(\"file1\")");
    Configuration configuration = configuration(scenario, "linux-4.15");

    assertGolden("flusher", configuration, "bug-dirty-folio-without-buffers");
  }

  @Test
  void droppedPageIsALineOfTheFilesystem() {
    assertPrinted("kara-2018", "linux-6.1", "lost-write");
  }

  @Test
  void flagOfATailDumpsThePageAndItsHead() {
    assertPrinted("wake-of-a-tail-page", "linux-5.8", "bug-flag-of-tail-page");
  }

  @Test
  void endOfNoWritebackNamesWhomTheInterruptInterrupts() {
    assertPrinted("stale-wake-frees-page-under-dma", "linux-5.9", "bug-end-of-no-writeback");
  }

  @Test
  void pageThatIsFreedUnderWritebackIsABadPage() {
    String scenario =
        ScenarioFiles.load(TRUNCATED).text().replace("dma: 1", "dma: 1, debug-vm: on");

    assertGolden("bad-page-state", configuration(scenario, "linux-5.9"), "bug-bad-page-state");
  }

  @Test
  void pagesThatDoNotGoAfterADirectWriteAreNamedByTheirFile() {
    assertPrinted(BESIDE, "linux-5.10", "warn-invalidation-after-direct-write");
  }

  @Test
  void whatTheDeviceDoesNotWriteIsToldByEveryLayer() {
    for (String filesystem : new String[] {"ext4", "xfs"}) {
      Configuration configuration =
          new Configuration(
              ScenarioParser.parse(
                  "failing-write.yaml",
                  """
                  scenario: failing-write
                  title: What is printed when a write fails?
                  files: { file1: 4K }
                  setup:
                    - fd = open("file1", O_RDWR)
                    - fail_io(write, IOERR)
                  tasks:
                    writer: [ "pwrite(fd, fill(1), 4K, 0)", fsync(fd) ]
                  """),
              Policies.of(Kernel.named("linux-6.12").orElseThrow()),
              DrawnRun.configuration("kara-2018", "linux-6.12", filesystem).filesystem());
      String printed = new DrawnRun(configuration, new LowestFirst()).dmesg();

      Golden.assertSame("failing-write." + filesystem + ".dmesg.txt", printed);
    }
  }

  private static void assertPrinted(String scenario, String kernel, String outcome) {
    assertGolden(scenario, DrawnRun.configuration(scenario, kernel, "ext4"), outcome);
  }

  private static void assertGolden(String name, Configuration configuration, String outcome) {
    Schedule schedule = DrawnRun.schedule(configuration, outcome, MOST_EXECUTIONS);
    String printed = new DrawnRun(configuration, new Recorded(schedule)).dmesg();
    String kernel = configuration.policies().kernel().label();
    Golden.assertSame(name + "." + kernel + ".dmesg.txt", printed);
    assertThat(printed.lines()).allSatisfy(line -> assertThat(line).matches("[ -~]{0,175}"));
  }

  private static Configuration configuration(String scenario, String kernel) {
    return new Configuration(
        ScenarioParser.parse("variant.yaml", scenario),
        Policies.of(Kernel.named(kernel).orElseThrow()),
        DrawnRun.configuration("kara-2018", kernel, "ext4").filesystem());
  }
}
