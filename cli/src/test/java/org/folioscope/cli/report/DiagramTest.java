package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.report.Diagram;
import org.folioscope.scenarios.report.Lanes;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Diagrams fit into a mail and tell the story. */
final class DiagramTest {

  private static final String RACE = "kara-2018";

  @ParameterizedTest
  @MethodSource("everything")
  void isAsciiAndNoWiderThanAMail(String scenario, String kernel, String filesystem) {
    Configuration configuration = DrawnRun.configuration(scenario, kernel, filesystem);
    for (Scheduler scheduler : schedulers()) {
      DrawnRun run = new DrawnRun(configuration, scheduler);
      String drawn = Diagram.of(run.cursor(), run.taskNames(), run.setupEvents());
      assertThat(drawn.lines())
          .isNotEmpty()
          .allSatisfy(
              line -> assertThat(line).matches("[ -~]{0,75}").isEqualTo(line.stripTrailing()));
      String lanes = Lanes.of(run.cursor(), run.taskNames(), run.setupEvents());
      assertThat(lanes.lines()).allSatisfy(line -> assertThat(line).matches("[ -~]{0,100}"));
    }
  }

  @Test
  void tellsTheRaceWithoutTheWarning() {
    assertStory("linux-4.15", "bug-");
  }

  @Test
  void tellsTheRaceThatOnlyWarns() {
    assertStory("linux-6.1", "lost-write");
  }

  @Test
  void tellsWhyThereIsNoRace() {
    Configuration older = DrawnRun.configuration(RACE, "linux-6.1", "ext4");
    Schedule schedule = DrawnRun.schedule(older, "lost-write");
    assertGolden("linux-6.12", new Recorded(schedule));
  }

  private static void assertStory(String kernel, String outcome) {
    Configuration configuration = DrawnRun.configuration(RACE, kernel, "ext4");
    assertGolden(kernel, new Recorded(DrawnRun.schedule(configuration, outcome)));
  }

  private static void assertGolden(String kernel, Scheduler scheduler) {
    DrawnRun run = new DrawnRun(DrawnRun.configuration(RACE, kernel, "ext4"), scheduler);
    String drawn = Diagram.of(run.cursor(), run.taskNames(), run.setupEvents());
    Golden.assertSame(RACE + "." + kernel + ".diagram.txt", drawn);
    assertThat(drawn.lines().count()).as("one screen").isLessThanOrEqualTo(60);
  }

  private static Stream<Arguments> everything() {
    return ScenarioFiles.catalogue()
        .toJavaStream()
        .flatMap(scenario ->
            Stream.of("linux-4.15", "linux-6.1", "linux-6.12")
                .flatMap(kernel ->
                    Stream.of("ext4", "xfs")
                        .filter(filesystem -> DrawnRun.isPossible(scenario, filesystem))
                        .map(filesystem -> Arguments.of(scenario, kernel, filesystem))));
  }

  private static List<Scheduler> schedulers() {
    return List.of(
        new LowestFirst(),
        new RoundRobin(),
        new SeededRandom(1),
        new SeededRandom(2),
        new SeededRandom(3),
        new SeededRandom(4));
  }
}
