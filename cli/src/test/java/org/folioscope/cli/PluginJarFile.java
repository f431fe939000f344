package org.folioscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.contract.FilesystemProvider;

/**
 * Makes a jar from sources, as somebody does who writes a plug-in: the filesystem {@code acme}, in
 * which something may be wrong.
 */
final class PluginJarFile {

  private final SortedMap<String, String> sources = new TreeMap<>();
  private final SortedMap<String, String> services = new TreeMap<>();
  private final SortedMap<String, String> fillings = new TreeMap<>();
  private String version = "1.0";
  private String without = "";

  /** The filesystem as it should be: it counts in its own events how often it writes back. */
  static PluginJarFile acme() {
    PluginJarFile jar = new PluginJarFile();
    jar.source("AcmeProvider", "AcmeFs", "AcmeEvent");
    jar.services.put(FilesystemProvider.class.getName(), "acme.AcmeProvider");
    return jar;
  }

  /** A jar with policies and nothing else. */
  static PluginJarFile policies() {
    PluginJarFile jar = new PluginJarFile();
    jar.source("AcmePolicies");
    jar.services.put(PolicyProvider.class.getName(), "acme.AcmePolicies");
    return jar;
  }

  /** A jar of other sources, with a provider of filesystems. */
  static PluginJarFile of(String provider) {
    PluginJarFile jar = new PluginJarFile();
    jar.services.put(FilesystemProvider.class.getName(), provider);
    return jar;
  }

  /** One more class, of which this is the text. */
  PluginJarFile text(String name, String java) {
    sources.put(name, java);
    return this;
  }

  /** Without any provider. */
  PluginJarFile withoutServices() {
    services.clear();
    return this;
  }

  /** Names another class as the provider of filesystems. */
  PluginJarFile names(String provider) {
    services.put(FilesystemProvider.class.getName(), provider);
    return this;
  }

  /** Puts Java where the template has a comment of that name. */
  PluginJarFile with(String place, String java) {
    fillings.put(place, java);
    return this;
  }

  /** A class of it is compiled, but left out of the jar. */
  PluginJarFile lacks(String className) {
    without = className;
    return this;
  }

  PluginJarFile version(String other) {
    version = other;
    return this;
  }

  /** One more class. */
  PluginJarFile source(String... names) {
    for (String name : names) {
      try {
        Path file =
            Path.of(System.getProperty("folioscope.root"), "cli/src/test/plugin", name + ".java");
        sources.put(name, Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  /** Compiles and packs. */
  Path in(Path jar) throws IOException {
    Path classes = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
    compile(classes);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "acme");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!each.endsWith(without + ".class")) {
          put(out, classes.relativize(each).toString(), Files.readAllBytes(each));
        }
      }
      for (var service : services.entrySet()) {
        put(
            out,
            "META-INF/services/" + service.getKey(),
            service.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private void compile(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter told = new StringWriter();
    List<Source> units =
        sources.entrySet().stream()
            .map(each -> new Source(each.getKey(), filled(each.getValue())))
            .toList();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(told, null, null, options, null, units).call()) {
      throw new AssertionError("the plug-in does not compile: " + told);
    }
  }

  private String filled(String source) {
    String filled = source;
    for (var filling : fillings.entrySet()) {
      filled = filled.replace("/* " + filling.getKey() + " */", filling.getValue());
    }
    return filled;
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///acme/" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
