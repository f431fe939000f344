package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.benchmarks.m1.Search;

/** M1 in this program and in others, one after the other, in one table. */
public final class Comparison {

  private Comparison() {}

  /** Measures and prints the table; a tool that is not there is named, with the reason. */
  public static void print(PrintStream out) throws IOException {
    out.println("| M1 | a second, one thread | to the proof, pinned | to the first bug |");
    out.println("|---|---|---|---|");
    for (Contender contender : contenders()) {
      out.println(row(contender));
    }
  }

  private static List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (Search search : Search.values()) {
      contenders.add(new Folioscope(search));
    }
    contenders.addAll(List.of(new BareCoroutines(), new LincheckPeer(), new Spin(), new Tlc()));
    return contenders;
  }

  private static String row(Contender contender) throws IOException {
    if (!contender.missing().isEmpty()) {
      return "| %s | skipped: %s | | |".formatted(contender.name(), contender.missing());
    }
    Standing standing = contender.measure();
    return "| %s | %s | %s | %s |"
        .formatted(contender.name(), standing.rate(), standing.proof(), standing.firstBug());
  }
}
