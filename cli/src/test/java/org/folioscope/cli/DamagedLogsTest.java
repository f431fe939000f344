package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedLogsTest {

  @TempDir private Path place;
  private Path whole;
  private long events;

  @BeforeEach
  void record() {
    JsonNode run = Ran.command("run", "kara-2018", "--out", place.resolve("runs"), "--json").json();
    whole = Path.of(run.get("log").asText());
    events = run.get("events").asLong();
  }

  @Test
  void aFlippedByteIsNoticedAndWhatStandsBeforeItIsRead() throws IOException {
    Path log =
        damage(
            "flipped",
            bytes -> {
              bytes[late(bytes)] ^= 0x40;
              return bytes;
            });
    readsUpToTheDamage(log, "damaged after event ");
  }

  @Test
  void aTornLogIsReadUpToItsLastWholeEvent() throws IOException {
    Path log =
        damage(
            "torn",
            bytes -> {
              Arrays.fill(bytes, late(bytes), bytes.length, (byte) 0);
              return bytes;
            });
    readsUpToTheDamage(log, " after event ");
  }

  @Test
  void aCutFileIsReadUpToItsLastWholeEvent() throws IOException {
    Path log = damage("cut", bytes -> Arrays.copyOf(bytes, late(bytes)));
    readsUpToTheDamage(log, " after event ");
  }

  @Test
  void aLogOfWhichNothingIsLeftIsRefused() throws IOException {
    for (int length : new int[] {0, 3, 100}) {
      Path log = damage("short-" + length, bytes -> Arrays.copyOf(bytes, length));
      Ran.command("replay", log).refuses("log");
      Ran.command("export", log).refuses("log");
      Ran.command("diff", log, whole).refuses("log");
    }
    Path noise =
        damage(
            "noise",
            bytes -> {
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31 + 7);
              }
              return bytes;
            });
    Ran.command("replay", noise).refuses("log");
  }

  @Test
  void whereverAByteIsFlippedNothingWorseHappens() throws IOException {
    int length = used(Files.readAllBytes(Folder.queue(whole)));
    for (int at = 11; at < length; at += length / 23) {
      int place = at;
      Path log =
          damage(
              "at-" + at,
              bytes -> {
                bytes[place] ^= (byte) 0xFF;
                return bytes;
              });
      Ran ran = Ran.command("export", log, "--format", "jsonl");
      assertThat(ran.status()).isIn(0, 2);
      assertThat(Ran.command("replay", log).status()).isEqualTo(ran.status());
    }
  }

  private void readsUpToTheDamage(Path log, String said) {
    SortedMap<String, String> before = Folder.contents(log);
    Ran replay = Ran.command("replay", log, "--json").exits(2);
    assertThat(replay.json().get("truncated").asBoolean()).isTrue();
    long left = replay.json().get("events").asLong();
    assertThat(left).isBetween(1L, events - 1);
    Ran text = Ran.command("replay", log).exits(2);
    assertThat(text.err().lines()).hasSize(1);
    assertThat(text.err()).startsWith("folioscope: the log ").contains(said);
    assertThat(text.out()).contains("replayed " + left + " of " + left, "page");
    assertThat(Ran.command("replay", log, "--at", left).exits(2).out()).contains("event " + left);
    Ran.command("replay", log, "--at", left + 1).exits(2);
    Ran export = Ran.command("export", log).exits(2);
    assertThat(export.out()).contains(" after event " + left);
    assertThat(export.err().lines()).hasSize(1);
    assertThat(Ran.command("replay", log, "--reexecute").exits(2).err())
        .contains("does not tell its schedule");
    Ran.command("diff", log, whole).exits(2);
    assertThat(Folder.contents(log)).isEqualTo(before);
  }

  private Path damage(String name, UnaryOperator<byte[]> damage) throws IOException {
    Path log = Folder.copy(whole, place.resolve(name));
    Path queue = Folder.queue(log);
    Files.write(queue, damage.apply(Files.readAllBytes(queue)));
    return log;
  }

  /**
   * A place among the events, three quarters of the way; not a zero, which may only fill up the
   * place between two documents.
   */
  private static int late(byte[] bytes) {
    byte[] header = "scenario-text".getBytes(StandardCharsets.UTF_8);
    int start = 0;
    while (!Arrays.equals(bytes, start, start + header.length, header, 0, header.length)) {
      start++;
    }
    int late = start + (used(bytes) - start) * 3 / 4;
    while (bytes[late] == 0) {
      late++;
    }
    return late;
  }

  /** How many bytes of the file are written; what follows is zeros. */
  private static int used(byte[] bytes) {
    int used = bytes.length;
    while (used > 0 && bytes[used - 1] == 0) {
      used--;
    }
    return used;
  }
}
