package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  @TempDir private Path runs;

  @Test
  void falseClaimIsShownByARecordedRun() {
    Ran ran =
        Ran.command(
                "claims", "page-loses-its-buffers", "reclaim-writes-the-held-page", "--out", runs)
            .exits(0);
    assertThat(ran.out())
        .contains("TRUE", "FALSE", "X2 x 4.15 on ext4", "does not come to BUG in any interleaving")
        .contains("./folioscope replay " + runs.resolve("kara-2018"));
    assertThat(runs.resolve("kara-2018/latest/dmesg.txt")).content().contains("kernel BUG at");
  }

  @Test
  void searchThatIsCutShortDecidesNothing() {
    JsonNode claim =
        Ran.command("claims", "reclaim-writes-the-held-page", "--executions", 1, "--json")
            .exits(3)
            .json()
            .get("claims")
            .get(0);
    assertThat(claim.get("answer").isNull()).isTrue();
    assertThat(claim.get("known").asBoolean()).isFalse();
    assertThat(claim.get("shown").get(0).get("complete").asBoolean()).isFalse();
  }

  @Test
  void unknownClaimsAreRefused() {
    Ran.command("claims", "no-such-claim").refuses("no claim 'no-such-claim'", "there are");
    Ran.command("claims", "--thread", "009").refuses("no such claim in the thread 009");
  }
}
