package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.folioscope.cli.setup.Choices;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.kept.KeptRun;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {

  @TempDir private Path place;

  @Test
  void aFinishedLogIsWhatExportWrites() {
    JsonNode run = Ran.command("run", "kara-2018", "--out", place, "--json").json();
    String log = run.get("log").asText();
    String text = Ran.command("follow", log).exits(0).out();
    assertThat(text).isEqualTo(Ran.command("export", log, "--marks").out());
    JsonNode json = Ran.command("follow", log, "--json").exits(0).json();
    assertThat(json.get("events")).isEqualTo(run.get("events"));
    assertThat(json.get("ended").asBoolean()).isTrue();
  }

  @Test
  void aRunIsFollowedWhileItIsWritten() throws Exception {
    Path log = place.resolve("log");
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(() -> KeptRun.record(configuration(), slow(begun), log));
    begun.get(30, TimeUnit.SECONDS);
    Ran ran = Ran.command("follow", place).exits(0);
    written.get(30, TimeUnit.SECONDS);
    assertThat(ran.out()).isEqualTo(Ran.command("export", log, "--marks").out());
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void badInput() {
    Ran.command("follow", place.resolve("none")).refuses("no log at", "there is no such directory");
    Ran.command("follow").refuses("LOG");
  }

  /** Takes a while, and tells when it has begun. */
  private static Scheduler slow(CompletableFuture<Void> begun) {
    LowestFirst lowest = new LowestFirst();
    return choice -> {
      begun.complete(null);
      try {
        TimeUnit.MILLISECONDS.sleep(3);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return lowest.choose(choice);
    };
  }

  private static Configuration configuration() {
    return new Session()
        .configuration(
            new Choices("kara-2018", Optional.empty(), Optional.empty(), new LinkedHashMap<>()));
  }
}
