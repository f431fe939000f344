package org.folioscope.scenarios.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Which plug-in something is from.
 *
 * @param name the jar's {@code Implementation-Title}, else its file name without {@code .jar}
 * @param version the jar's {@code Implementation-Version}, may be empty
 * @param file the jar's file name, without a directory
 * @param sha256 of the jar's bytes, in hexadecimal
 * @param place where the jar is, as a person named it; its file name if only a log tells of it
 */
public record Plugin(String name, String version, String file, String sha256, String place) {

  private static final int SHOWN = 12;
  private static final String PREFIX = "plugin.";
  private static final String NAME = ".name";
  private static final String VERSION = ".version";
  private static final String FILE = ".file";
  private static final String SHA256 = ".sha256";

  /** Tells of plug-ins in the header of a log. */
  public static void tell(List<Plugin> plugins, SequencedMap<String, String> properties) {
    for (int i = 0; i < plugins.size(); i++) {
      Plugin plugin = plugins.get(i);
      String prefix = PREFIX + (i + 1);
      properties.put(prefix + NAME, plugin.name);
      properties.put(prefix + VERSION, plugin.version);
      properties.put(prefix + FILE, plugin.file);
      properties.put(prefix + SHA256, plugin.sha256);
    }
  }

  /** The plug-ins that a header tells of. */
  public static List<Plugin> told(SequencedMap<String, String> properties) {
    List<Plugin> plugins = new ArrayList<>();
    for (int i = 1; properties.containsKey(PREFIX + i + NAME); i++) {
      plugins.add(
          new Plugin(
              properties.getOrDefault(PREFIX + i + NAME, ""),
              properties.getOrDefault(PREFIX + i + VERSION, ""),
              properties.getOrDefault(PREFIX + i + FILE, ""),
              properties.getOrDefault(PREFIX + i + SHA256, ""),
              properties.getOrDefault(PREFIX + i + FILE, "")));
    }
    return plugins;
  }

  /** What to tell a person who lacks it. */
  public String needed() {
    return "needs the plug-in "
        + name
        + (version.isEmpty() ? "" : " " + version)
        + " (file "
        + file
        + "): give --plugin";
  }

  /** How this one and another of its name are not the same, in words. */
  public String difference(Plugin here) {
    return described() + " then, " + here.described() + " here";
  }

  private String described() {
    int shown = Math.min(SHOWN, sha256.length());
    return (version.isEmpty() ? "" : "version " + version + ", ")
        + "SHA-256 "
        + sha256.substring(0, shown);
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return "plug-in " + name + " (" + file + ")";
  }
}
