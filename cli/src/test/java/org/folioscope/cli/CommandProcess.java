package org.folioscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command in a process of its own, which can be killed. How far it is, is told by its JVM: the
 * classes that it loads and its collections of garbage are logged.
 */
final class CommandProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader jvm;

  private CommandProcess(Process process) {
    this.process = process;
    this.jvm = process.errorReader(StandardCharsets.UTF_8);
  }

  static CommandProcess start(Path out, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-Dchronicle"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn4m"));
    command.addAll(List.of("-Xlog:class+load:stderr", "-Xlog:gc:stderr", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new CommandProcess(new ProcessBuilder(command).redirectOutput(out.toFile()).start());
  }

  /** Waits until a line of the JVM's log contains the text; false if the process ended before. */
  boolean saysAfter(int lines, String text) throws IOException {
    int left = lines;
    for (String line = jvm.readLine(); line != null; line = jvm.readLine()) {
      if (line.contains(text) && left-- == 0) {
        return true;
      }
    }
    return false;
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Presses Ctrl-C, and waits for what is then said on stderr. */
  String interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return jvm.lines().filter(line -> !line.startsWith("[")).collect(Collectors.joining("\n"));
  }

  /** Waits for the exit status. */
  int status() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    jvm.close();
  }
}
