package org.folioscope.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.plugin.Plugins;
import picocli.CommandLine.Option;

/** Where more filesystems and policies come from: for {@link PluggableVerb}. */
final class PluginOptions {

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description =
          "A jar with filesystems or policies of your own, or a directory of such jars; may be"
              + " repeated. docs/plugins.md tells how to make one.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--plugin-seconds",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "A plug-in that takes no step for so many seconds loops for ever (default:"
              + " ${DEFAULT-VALUE}).")
  private int seconds;

  /**
   * The plug-ins that are named; to be asked once.
   *
   * @param err where the last line goes if one of them loops for ever: then this ends the JVM
   */
  Plugins plugins(PrintWriter err) {
    if (seconds < 1) {
      throw new BadInputException("--plugin-seconds must be 1 or more");
    }
    return jars.isEmpty()
        ? Plugins.none()
        : Plugins.load(jars, new EndlessLoops(seconds, line -> end(err, line)));
  }

  /** The log is as it was after the last whole step: it is written step by step. */
  private static void end(PrintWriter err, String line) {
    err.println("folioscope: " + line);
    err.flush();
    Runtime.getRuntime().halt(ExitStatus.BAD_INPUT);
  }
}
