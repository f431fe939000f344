package org.folioscope.scenarios.plugin;

import java.util.List;

/** The classes of a plug-in. */
@FunctionalInterface
public interface PluginClasses {

  /** Those that are loaded by now, by name. */
  List<Class<?>> loaded();
}
