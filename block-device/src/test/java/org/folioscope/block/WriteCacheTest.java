package org.folioscope.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;

/** What is durable: the volatile cache and FLUSH. */
class WriteCacheTest {

  private static final EndIo NOTHING = (bio, status) -> {};

  private static String stored(Rig rig, String where, long sector) {
    return rig.space.values().getOrDefault("disk." + where + "[" + sector + "]", "nothing");
  }

  @Test
  void aCompletedWriteIsInTheCacheOnly() {
    Rig rig = new Rig();
    rig.run(() -> rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING)));
    assertThat(stored(rig, "media", 0)).isEqualTo("nothing");
    assertThat(stored(rig, "cache", 0)).contains("fill(0x01)");
    assertThat(rig.disk.peek(0, 4096)).isEqualTo(Content.fill(1, 4096));
  }

  @Test
  void aFlushMakesDurableWhatHadCompleted() {
    Rig rig = new Rig();
    rig.run(() -> rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING)));
    rig.run(() -> rig.disk.submit(Bio.flush(NOTHING)));
    assertThat(stored(rig, "media", 0)).contains("fill(0x01)");
    assertThat(stored(rig, "media", 7)).contains("fill(0x01)");
    assertThat(stored(rig, "cache", 0)).isEqualTo("nothing");
    assertThat(rig.disk.peek(0, 4096)).isEqualTo(Content.fill(1, 4096));
  }

  @Test
  void aWriteThatIsStillInFlightStaysInTheCache() {
    SortedSet<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 80; seed++) {
      Rig rig = new Rig().scheduledBy(new SeededRandom(seed));
      rig.run(
          () -> rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING)),
          () -> rig.disk.submit(Bio.flush(NOTHING)));
      boolean completedFirst =
          rig.events(BlockEvent.class).stream()
                  .filter(event ->
                      event instanceof BlockEvent.CacheFlushed
                          || event instanceof BlockEvent.BioCompleted done && done.bio() == 1)
                  .findFirst()
                  .orElseThrow()
              instanceof BlockEvent.BioCompleted;
      boolean durable = !stored(rig, "media", 0).equals("nothing");
      assertThat(durable).as("seed %d", seed).isEqualTo(completedFirst);
      seen.add(Boolean.toString(durable));
    }
    assertThat(seen).containsExactly("false", "true");
  }

  @Test
  void theNewerBytesWinWhereCacheAndMediaDiffer() {
    Rig rig = new Rig();
    rig.run(() -> rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING)));
    rig.run(() -> rig.disk.submit(Bio.flush(NOTHING)));
    rig.run(() -> rig.disk.submit(Rig.write(0, Rig.page(2), NOTHING)));
    assertThat(rig.disk.peek(0, 512)).isEqualTo(Content.fill(2, 512));
    assertThat(stored(rig, "media", 0)).contains("fill(0x01)");
  }

  @Test
  void aBioCanFlushBeforeItsDataAndForceItsOwn() {
    Rig rig = new Rig();
    rig.run(() -> rig.disk.submit(Rig.write(0, Rig.page(1), NOTHING)));
    rig.run(() ->
        rig.disk.submit(Rig.write(8, Rig.page(2), NOTHING).with(new BioFlags(false, true, false))));
    assertThat(stored(rig, "media", 0)).as("PREFLUSH").contains("fill(0x01)");
    assertThat(stored(rig, "media", 8)).as("its own data").isEqualTo("nothing");
    rig.run(() ->
        rig.disk.submit(
            Rig.write(16, Rig.page(3), NOTHING).with(new BioFlags(false, false, true))));
    assertThat(stored(rig, "media", 16)).as("FUA").contains("fill(0x03)");
    assertThat(stored(rig, "media", 8)).as("others").isEqualTo("nothing");
  }
}
