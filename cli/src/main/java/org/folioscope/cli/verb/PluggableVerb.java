package org.folioscope.cli.verb;

import java.nio.file.Path;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.kept.KeptLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A verb whose filesystems and policies may come from plug-ins too. */
abstract class PluggableVerb extends Verb {

  @Mixin private PluginOptions pluginOptions = new PluginOptions();

  private @Nullable Session session;

  /** What there is to choose from. */
  Session session() {
    Session known = session;
    if (known == null) {
      known = new Session(pluginOptions.plugins(warnings()));
      session = known;
    }
    return known;
  }

  /** Opens a log, and warns if it was made with other jars than are named. */
  KeptLog open(Path path) {
    KeptLog log = KeptLog.open(path, session()::configuration);
    session().otherPlugins(log.header()).forEach(this::warn);
    return log;
  }
}
