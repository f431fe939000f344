package org.folioscope.eventlog.chronicle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that writes a log, one step after the other, and says after each how many
 * events there are; either so many steps and the end record, or for ever.
 */
public final class WriterProcess implements AutoCloseable {

  /** What all logs of such processes hold. */
  static final long SEED = 21;

  private final Process process;
  private final BufferedReader said;

  private WriterProcess(Process process) {
    this.process = process;
    said = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Starts a process that writes so many steps, or never stops if there are none given. */
  static WriterProcess start(Path log, int steps) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-Dchronicle"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(WriterProcess.class.getName(), log.toString(), "" + steps));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new WriterProcess(process);
  }

  /** Waits until it says how many events there are, or null once it said all. */
  @Nullable Long said() {
    try {
      String line = said.readLine();
      return line == null || line.isEmpty() ? null : Long.valueOf(line);
    } catch (IOException e) {
      return null;
    }
  }

  /** Ends the process as {@code kill -9} does, and gives the last number that it said. */
  long kill() throws InterruptedException {
    process.destroyForcibly();
    long last = 0;
    for (Long next = said(); next != null; next = said()) {
      last = Math.max(last, next);
    }
    process.waitFor();
    return last;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    said.close();
  }

  /** Writes steps in the way of all logs here, telling each. */
  static void write(ChronicleLog log, ToyOwner owner, int steps, PrintStream out) {
    ToyRun run = new ToyRun(SEED);
    for (int step = 0; step < steps || steps == 0; step++) {
      run.write(log, owner, 1);
      out.println(log.events());
    }
  }

  /** The process: directory, count of steps. */
  public static void main(String[] arguments) {
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log =
        ChronicleLog.create(
            owner.space(),
            Path.of(Objects.requireNonNull(arguments[0])),
            List.of(Toy.FAMILY),
            new LinkedHashMap<>())) {
      System.out.println(0);
      write(log, owner, Integer.parseInt(arguments[1]), System.out);
      log.end(new LinkedHashMap<>());
      System.out.println(log.events());
    }
  }
}
