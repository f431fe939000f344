package org.folioscope.benchmarks.peers;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs like this one: the same Java, the same class path. */
final class JavaProcess {

  private JavaProcess() {}

  /** A JVM with the options of this one and those that are given. */
  static List<String> likeThis(Class<?> main, String... arguments) {
    List<String> options =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.add("-XX:+UseSerialGC");
    return command(options, main.getName(), arguments);
  }

  static List<String> command(List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
