package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spin with its partial-order reduction: writes a checker in C, which is compiled and run. */
final class Spin implements Contender {

  /** Enough for two million states. */
  private static final int MANY_ROUNDS = 20;

  @Override
  public String name() {
    return "Spin";
  }

  @Override
  public String missing() {
    return Stream.of("spin", "gcc")
        .filter(tool -> !isInstalled(tool))
        .findFirst()
        .map(tool -> tool + " is not installed")
        .orElse("");
  }

  @Override
  public Standing measure() throws IOException {
    Path folder = Files.createTempDirectory("folioscope-spin");
    Resources.copy("m1.pml", folder);
    String proof = cost(Finished.median(folder, check(1, 1), "errors: 0"));
    String firstBug = cost(Finished.median(folder, check(0, 1), "errors: 1"));
    Finished.run(folder, check(1, MANY_ROUNDS)).require("errors: 0");
    // the checker is compiled now: once more without that
    Finished large = Finished.median(folder, List.of("./pan", "-m1000000"), "errors: 0");
    return new Standing(Standing.rate(states(large) / large.seconds(), "states"), proof, firstBug);
  }

  private static List<String> check(int pins, int rounds) {
    String generate = "spin -DPINS=" + pins + " -DROUNDS=" + rounds + " -a m1.pml";
    String compile = "gcc -O2 -w -DSAFETY -o pan pan.c";
    return List.of("sh", "-c", generate + " && " + compile + " && ./pan -m1000000");
  }

  private static String cost(Finished run) {
    return Standing.cost(states(run), "states", run.seconds());
  }

  private static double states(Finished run) {
    return run.number("(\\d+) states, stored");
  }

  private static boolean isInstalled(String tool) {
    List<Path> places = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      places.add(Path.of(folder, tool));
    }
    return places.stream().anyMatch(Files::isExecutable);
  }
}
