package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatTest {

  @TempDir private Path place;

  @Test
  void withoutScheduleSomeAreTried() {
    Ran ran = Ran.command("repeat", "kara-2018").exits(0);
    assertThat(ran.out().lines().toList())
        .hasSize(6)
        .startsWith("kara-2018 on linux-4.15 with ext4")
        .filteredOn(line -> line.endsWith("2 runs, the same byte for byte"))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactly("lowest", "round-robin", "seed 1", "seed 2", "seed 3");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void oneScheduleAsOftenAsWanted() {
    String bad = "04840g83r04044jga41x020";
    JsonNode json =
        Ran.command("repeat", "kara-2018", "--schedule", bad, "--runs", 5, "--json")
            .exits(0)
            .json();
    assertThat(json.get("equal").asBoolean()).isTrue();
    JsonNode only = json.get("schedules").get(0);
    assertThat(json.get("schedules")).hasSize(1);
    assertThat(only.get("schedule").asText()).isEqualTo(bad);
    assertThat(only.get("runs").asInt()).isEqualTo(5);
    assertThat(only.get("firstDivergence").isNull()).isTrue();
    assertThat(only.get("outcome").asText()).startsWith("bug-dirty-folio-without-buffers");
    JsonNode run =
        Ran.command("run", "kara-2018", "--schedule", bad, "--out", place, "--json").json();
    assertThat(only.get("digest")).isEqualTo(run.get("digest"));
    assertThat(only.get("events")).isEqualTo(run.get("events"));
  }

  @Test
  void aFilesystemThatReadsTheClockIsFoundOutAtItsFirstEventThatDiffers() throws IOException {
    Ran ran = unsteady("repeat", "kara-2018", "--fs", "unsteady", "--scheduler", "lowest").exits(1);
    assertThat(ran.out())
        .containsPattern("run 2 is not the same from event \\d+ on, task reader, in the event:")
        .containsPattern("run 1 +event \\d+: PageStamped inode=1 nanoseconds=\\d+")
        .containsPattern("run 2 +event \\d+: PageStamped inode=1 nanoseconds=\\d+")
        .contains("repeat it: ./folioscope repeat kara-2018 --kernel linux-4.15 --fs unsteady");
    JsonNode json =
        unsteady("repeat", "kara-2018", "--fs", "unsteady", "--runs", 9, "--json").exits(1).json();
    assertThat(json.get("equal").asBoolean()).isFalse();
    for (JsonNode schedule : json.get("schedules")) {
      JsonNode first = schedule.get("firstDivergence");
      assertThat(schedule.get("runs").asInt()).as("ends with the run that differs").isEqualTo(2);
      assertThat(first.get("taskName").asText()).isEqualTo("reader");
      assertThat(first.get("what").asText()).isEqualTo("the event");
      assertThat(first.get("event")).isEqualTo(first.get("leftEvent"));
      assertThat(first.get("event")).isEqualTo(first.get("rightEvent"));
      assertThat(first.get("left").asText()).startsWith("PageStamped");
      assertThat(first.get("right").asText()).startsWith("PageStamped");
    }
  }

  @Test
  void badInput() {
    Ran.command("repeat", "kara-2018", "--runs", 1).refuses("--runs must be 2 or more");
    Ran.command("repeat", "kara-2018", "--runs", "many").refuses("--runs");
    Ran.command("repeat", "kara-2018", "--seed", 1, "--schedule", "0").refuses("--seed");
    Ran.command("repeat", "kara-2081").refuses("kara-2018");
    Ran.command("repeat").refuses("SCENARIO");
  }

  /** Runs the command with another plug-in on its class path. */
  private Ran unsteady(Object... arguments) throws IOException {
    Path services = Files.createDirectories(place.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(FilesystemProvider.class.getName()),
        UnsteadyFilesystem.Provider.class.getName());
    return with(new URL[] {place.toUri().toURL()}, () -> Ran.command(arguments));
  }

  private static <T> T with(URL[] further, Supplier<T> body) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(further, before)) {
      thread.setContextClassLoader(classes);
      return body.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
