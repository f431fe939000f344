package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.report.EventView;
import org.folioscope.scenarios.report.Lanes;
import org.folioscope.scenarios.report.OutcomeTable;
import org.folioscope.scenarios.report.ScenarioPage;
import org.folioscope.scenarios.report.StateView;
import org.folioscope.scenarios.report.VerdictLine;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.Recorded;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The other texts, for the same run. */
final class ReportTest {

  private static final String KERNEL = "linux-4.15";

  private static Configuration configuration;
  private static DrawnRun run;

  @BeforeAll
  static void race() {
    configuration = DrawnRun.configuration("kara-2018", KERNEL, "ext4");
    run = new DrawnRun(configuration, new Recorded(DrawnRun.schedule(configuration, "bug-")));
  }

  @Test
  void complaintsHaveTheKernelsShape() {
    Golden.assertSame("kara-2018.linux-4.15.dmesg.txt", run.dmesg());
  }

  @Test
  void aRunIsALineForEachStep() {
    String lanes = Lanes.of(run.cursor(), run.taskNames(), run.setupEvents());
    Golden.assertSame("kara-2018.linux-4.15.lanes.txt", lanes);
  }

  @Test
  void stateIsGroupedAndNothingIsLeftOut() {
    String state = StateView.of(run.emulation().space().values(), run.taskNames());
    Golden.assertSame("kara-2018.linux-4.15.state.txt", state);
    assertThat(state).contains("ext4.blocks").contains("page 0: file1 index 0");
  }

  @Test
  void anEventNamesWhatLedToIt() {
    Violation bug = run.execution().violations().getLast();
    String view = EventView.of(run.cursor(), bug.event(), run.taskNames());
    Golden.assertSame("kara-2018.linux-4.15.event.txt", view);
    assertThat(EventView.of(run.cursor(), 1_000_000, run.taskNames())).isEmpty();
  }

  @Test
  void aScenarioIsAPage() {
    String page = ScenarioPage.of(configuration.scenario());
    Golden.assertSame("kara-2018.page.txt", page);
    assertThat(page.lines()).allSatisfy(line -> assertThat(line).matches("[ -~]{0,80}"));
  }

  @Test
  void outcomesAreATable() {
    List<OutcomeTable.Row> rows =
        List.of(
            new OutcomeTable.Row(
                "bug-dirty-folio-without-buffers+warn-folio-dirtied-without-buffers",
                Kind.BUG,
                12_345,
                Expectation.REQUIRED,
                "the flusher cleans the page, reclaim strips its buffers, the completion dirties"
                    + " it",
                "kernel BUG at fs/ext4/inode.c: page_buffers() of a page that has none"),
            new OutcomeTable.Row("ok", Kind.OK, 7, Expectation.ALLOWED, "", ""));
    Golden.assertSame(
        "outcomes.txt", OutcomeTable.of(rows, 75) + "\n" + OutcomeTable.of(rows, 100));
  }

  @Test
  void theVerdictSaysWhatItHoldsFor() {
    VerdictLine verdict =
        new VerdictLine(
            Verdict.UNKNOWN,
            "lost-write was not reached before the search was cut short",
            KERNEL,
            "ext4",
            List.of("writeback-end=hold-reference"),
            "dma: 2",
            "naive",
            false,
            5_000,
            "1.2 s");
    Golden.assertSame("verdict.txt", verdict.text());
  }
}
