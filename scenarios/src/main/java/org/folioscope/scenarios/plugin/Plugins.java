package org.folioscope.scenarios.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plug-ins that a person named.
 *
 * @param filesystems theirs, in the order of the jars
 * @param policies those of jars that have policies without a filesystem
 */
public record Plugins(List<PluginFilesystem> filesystems, List<PluginPolicies> policies) {

  /** Copies what it is given. */
  public Plugins {
    filesystems = List.copyOf(filesystems);
    policies = List.copyOf(policies);
  }

  /** None. */
  public static Plugins none() {
    return new Plugins(List.of(), List.of());
  }

  /**
   * Loads jars, each in a class loader of its own.
   *
   * @param named jars, or directories of jars, of which all are taken by name
   * @param supervisor is told when their code runs
   * @throws PluginException if one is no plug-in
   */
  public static Plugins load(List<Path> named, Supervisor supervisor) {
    List<PluginFilesystem> filesystems = new ArrayList<>();
    List<PluginPolicies> policies = new ArrayList<>();
    for (Path path : named) {
      for (Path file : jars(path)) {
        supervisor.begin(Thread.currentThread(), () -> 0);
        try {
          PluginJar jar = PluginJar.open(file, supervisor);
          filesystems.addAll(jar.filesystems());
          policies.addAll(jar.policies());
        } finally {
          supervisor.end(Thread.currentThread());
        }
      }
    }
    return new Plugins(filesystems, policies);
  }

  /** What they are. */
  public List<Plugin> all() {
    return Stream.concat(
            filesystems.stream().map(PluginFilesystem::plugin),
            policies.stream().map(PluginPolicies::plugin))
        .distinct()
        .toList();
  }

  /** The one of that name. */
  public Optional<Plugin> named(String name) {
    return all().stream().filter(plugin -> plugin.name().equals(name)).findFirst();
  }

  private static List<Path> jars(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      throw new PluginException(path + " cannot be read: " + e.getMessage(), e);
    }
    if (jars.isEmpty()) {
      throw new PluginException("there is no plug-in in " + path + ": it has no *.jar file");
    }
    return jars.stream().sorted().toList();
  }
}
