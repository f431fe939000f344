package org.folioscope.benchmarks.peers;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines of JVMs like this one: the same Java, the same class path. */
final class JavaProcess {

  private JavaProcess() {}

  /** A JVM with the options of this one and those that are given. */
  static List<String> likeThis(Class<?> main, String... arguments) {
    List<String> options =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.add("-XX:+UseSerialGC");
    return command(options, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /**
   * A JVM for another tool. The packed command is not on its class path: the older ASM in there
   * cannot read what Lincheck gives it.
   */
  static List<String> forPeer(List<String> options, String main, String... arguments) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("folioscope.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    return command(options, classPath, main, arguments);
  }

  private static List<String> command(
      List<String> options, String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-classpath");
    command.add(classPath);
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
