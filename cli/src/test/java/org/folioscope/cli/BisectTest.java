package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class BisectTest {

  @Test
  void findsTheOnePolicyThatFlipsTheVerdict() {
    JsonNode json =
        Ran.command(
                "bisect", "rdma-register", "--from", "linux-6.1", "--to", "linux-6.12", "--json")
            .exits(0)
            .json();
    assertThat(json.get("from").get("actual").asText()).isEqualTo("WARN, LOSS");
    assertThat(json.get("to").get("actual").asText()).isEqualTo("REF");
    assertThat(json.get("smallest")).hasSize(1);
    assertThat(json.get("smallest").get(0).get("policies").toString())
        .isEqualTo("{\"longterm-on-files\":\"refused\"}");
    assertThat(json.get("complete").asBoolean()).isTrue();
  }

  @Test
  void saysWhenItTakesTwo() {
    assertThat(
            Ran.command("bisect", "kara-2018", "--from", "linux-6.1", "--to", "linux-6.12")
                .exits(0)
                .out())
        .contains("no policy alone leads to ok; together these do:")
        .contains("     direct-io-pages=foll-pin reclaim-pins=respect\n")
        .containsPattern("direct-io-pages=foll-get +WARN, LOSS  needed");
  }

  @Test
  void saysWhenThereIsNothingToLookFor() {
    Ran ran =
        Ran.command("bisect", "rdma-register-hugetlb", "--from", "linux-5.8", "--to", "linux-6.12");
    assertThat(ran.exits(1).out()).contains("the verdict is the same, so no policy flips it");
  }

  @Test
  void aSearchThatWasCutShortShowsNothing() {
    Ran ran =
        Ran.command(
            "bisect", "kara-2018", "--from", "linux-4.15", "--to", "linux-6.12", "--executions", 2);
    assertThat(ran.exits(3).out()).contains("ok?");
  }

  @Test
  void refusesWhatIsNotThere() {
    Ran.command("bisect", "kara-2018", "--from", "linux-4.15").refuses("--to");
    Ran.command("bisect", "kara-2018", "--from", "linux-4.15", "--to", "linux-9")
        .refuses("no kernel 'linux-9'");
    Ran.command("bisect", "kara-2018", "--from", "linux-4.15", "--to", "linux-6.1", "--most", 0)
        .refuses("--most");
  }
}
