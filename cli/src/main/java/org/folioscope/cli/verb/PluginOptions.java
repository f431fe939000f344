package org.folioscope.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The plug-ins that are named; to be asked once. */
  Plugins plugins() {
    return Plugins.load(jars);
  }
}
