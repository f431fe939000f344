package org.folioscope.cli.verb;

import org.folioscope.cli.setup.Session;
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
      known = new Session(pluginOptions.plugins());
      session = known;
    }
    return known;
  }
}
