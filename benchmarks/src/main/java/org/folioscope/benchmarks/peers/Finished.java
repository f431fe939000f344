package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A process that has ended.
 *
 * @param command what was run
 * @param seconds from its start to its end
 * @param output all that it printed
 */
record Finished(List<String> command, double seconds, String output) {

  /** The folder of this process. */
  static final Path HERE = Path.of(".");

  private static final int TIMES = 5;

  /** Runs a command to its end. */
  static Finished run(Path directory, List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.onExit().join();
    return new Finished(command, (System.nanoTime() - start) / 1e9, output);
  }

  /** Runs a command some times, which must always print the text; gives the median run. */
  static Finished median(Path directory, List<String> command, String expected) throws IOException {
    List<Finished> runs = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      runs.add(run(directory, command).require(expected));
    }
    runs.sort(Comparator.comparingDouble(Finished::seconds));
    return runs.get(TIMES / 2);
  }

  /** Insists on a text in the output. */
  Finished require(String expected) {
    if (!output.contains(expected)) {
      throw new IllegalStateException(
          String.join(" ", command) + " does not say '" + expected + "' but:\n" + output);
    }
    return this;
  }

  /** The number that the last match of the pattern has in its first group. */
  double number(String pattern) {
    return Pattern.compile(pattern)
        .matcher(output)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1).replace(",", "")))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalStateException("no " + pattern + " in:\n" + output));
  }
}
