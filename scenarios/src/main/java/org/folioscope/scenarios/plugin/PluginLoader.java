package org.folioscope.scenarios.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads the classes of one jar: whatever the product has comes from the product, the rest from the
 * jar and what its {@code Class-Path} names. Services are the jar's own.
 */
final class PluginLoader extends URLClassLoader implements PluginClasses {

  private static final String PREFIX = "plug-in ";
  private static final String SERVICES = "META-INF/services/";

  private final List<String> classNames;

  PluginLoader(Plugin plugin, URL jar, List<String> classNames) {
    super(plugin.toString(), new URL[] {jar}, PluginLoader.class.getClassLoader());
    this.classNames = classNames;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith(SERVICES) ? findResources(name) : super.getResources(name);
  }

  @Override
  public List<Class<?>> loaded() {
    List<Class<?>> loaded = new ArrayList<>();
    for (String name : classNames) {
      Class<?> type = findLoadedClass(name);
      if (type != null) {
        loaded.add(type);
      }
    }
    return loaded;
  }

  /** Whether the code of the frame is from a plug-in. */
  static boolean isPlugin(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    return loader != null && loader.startsWith(PREFIX);
  }
}
