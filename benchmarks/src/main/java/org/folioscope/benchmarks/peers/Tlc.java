package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TLC, the checker of TLA+, with one worker. */
final class Tlc implements Contender {

  /** Enough for half a million states. */
  private static final int MANY_ROUNDS = 20;

  private static final String CLEAN = "No error has been found";

  @Override
  public String name() {
    return "TLC";
  }

  @Override
  public Standing measure() throws IOException {
    Path folder = Files.createTempDirectory("folioscope-tlc");
    Resources.copy("M1.tla", folder);
    Finished proof = check(folder, true, 1, CLEAN);
    Finished bug = check(folder, false, 1, "Invariant NoBug is violated");
    configure(folder, true, MANY_ROUNDS);
    Finished large = Finished.run(folder, command()).require(CLEAN);
    double rate = (states(large) - states(proof)) / (large.seconds() - proof.seconds());
    return new Standing(Standing.rate(rate, "states"), cost(proof), cost(bug));
  }

  private static Finished check(Path folder, boolean pinsCount, int rounds, String expected)
      throws IOException {
    configure(folder, pinsCount, rounds);
    return Finished.median(folder, command(), expected);
  }

  private static void configure(Path folder, boolean pinsCount, int rounds) throws IOException {
    Files.writeString(
        folder.resolve("M1.cfg"),
        """
        SPECIFICATION Spec
        INVARIANT NoBug
        CONSTANTS
          PinsCount = %s
          Rounds = %d
        """
            .formatted(pinsCount ? "TRUE" : "FALSE", rounds));
  }

  private static List<String> command() {
    return JavaProcess.forPeer(
        List.of("-XX:+UseParallelGC"), "tlc2.TLC", "-workers", "1", "-cleanup", "M1");
  }

  private static String cost(Finished run) {
    return Standing.cost(states(run), "states", run.seconds());
  }

  private static double states(Finished run) {
    return run.number("([\\d,]+) distinct states found");
  }
}
