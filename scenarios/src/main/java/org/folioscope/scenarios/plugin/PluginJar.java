package org.folioscope.scenarios.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.jspecify.annotations.Nullable;

/** One jar as a plug-in: finds its providers and asks them everything once. */
final class PluginJar {

  private static final String SUFFIX = ".jar";
  private static final String CLASS = ".class";
  private static final String NAME_PATTERN = "[a-z][a-z0-9-]*";

  private final Path path;
  private final Plugin plugin;
  private final PluginLoader loader;
  private final Supervisor supervisor;
  private final List<PluginFilesystem> filesystems = new ArrayList<>();
  private final List<PluginPolicies> policies = new ArrayList<>();

  private PluginJar(Path path, Plugin plugin, PluginLoader loader, Supervisor supervisor) {
    this.path = path;
    this.plugin = plugin;
    this.loader = loader;
    this.supervisor = supervisor;
  }

  /**
   * Loads the jar.
   *
   * @throws PluginException if it cannot be read, has no provider, or one that does not answer
   */
  static PluginJar open(Path path, Supervisor supervisor) {
    PluginJar jar = read(path, supervisor);
    jar.providers(FilesystemProvider.class).forEach(jar::addFilesystem);
    jar.providers(PolicyProvider.class).forEach(jar::addPolicies);
    if (jar.filesystems.isEmpty() && jar.policies.isEmpty()) {
      throw new PluginException(
          "plug-in "
              + path
              + ": no provider; it has neither META-INF/services/"
              + FilesystemProvider.class.getName()
              + " nor META-INF/services/"
              + PolicyProvider.class.getName());
    }
    return jar;
  }

  List<PluginFilesystem> filesystems() {
    return filesystems;
  }

  List<PluginPolicies> policies() {
    return policies;
  }

  private static PluginJar read(Path path, Supervisor supervisor) {
    try {
      String file = String.valueOf(path.getFileName());
      byte[] bytes = Files.readAllBytes(path);
      try (JarFile jar = new JarFile(path.toFile())) {
        Attributes manifest =
            jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
        String plain =
            file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
        Plugin plugin =
            new Plugin(
                text(manifest, Attributes.Name.IMPLEMENTATION_TITLE, plain),
                text(manifest, Attributes.Name.IMPLEMENTATION_VERSION, ""),
                file,
                sha256(bytes),
                path.toString());
        List<String> classes =
            jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(CLASS))
                .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                .sorted()
                .toList();
        return new PluginJar(
            path, plugin, new PluginLoader(plugin, path.toUri().toURL(), classes), supervisor);
      }
    } catch (ZipException e) {
      throw new PluginException("plug-in " + path + ": not a jar: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new PluginException("plug-in " + path + ": " + reason(e), e);
    }
  }

  private <S> List<S> providers(Class<S> service) {
    try {
      return ServiceLoader.load(service, loader).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError e) {
      String told = String.valueOf(e.getMessage()).replace(service.getName() + ": ", "");
      throw new PluginException(
          "plug-in "
              + path
              + ": "
              + service.getSimpleName()
              + ": "
              + told
              + (e.getCause() == null ? "" : ": " + e.getCause()),
          e);
    } catch (LinkageError e) {
      throw new PluginException(
          "plug-in " + path + ": " + service.getSimpleName() + ": " + Blame.named(e), e);
    }
  }

  private void addFilesystem(FilesystemProvider provider) {
    int version = ask(provider, "contractVersion", provider::contractVersion);
    requireContract(provider, version);
    String name = ask(provider, "name", provider::name);
    if (!name.matches(NAME_PATTERN)) {
      throw wrong(
          provider, "name", "'" + name + "' is no name; small letters, digits and hyphens are");
    }
    String help = ask(provider, "help", provider::help);
    Class<? extends FilesystemType> type = ask(provider, "type", provider::type);
    List<Policy<?>> own = ask(provider, "policies", () -> List.copyOf(provider.policies()));
    List<PolicyAlias> aliases = ask(provider, "aliases", () -> List.copyOf(provider.aliases()));
    filesystems.add(
        new PluginFilesystem(
            plugin, loader, supervisor, true, name, help, version, type, own, aliases));
  }

  private void addPolicies(PolicyProvider provider) {
    policies.add(
        new PluginPolicies(
            plugin,
            ask(provider, "policies", () -> List.copyOf(provider.policies())),
            ask(provider, "values", () -> List.copyOf(provider.values())),
            ask(provider, "aliases", () -> List.copyOf(provider.aliases()))));
  }

  private void requireContract(FilesystemProvider provider, int version) {
    int here = FilesystemProvider.CONTRACT_VERSION;
    if (version != here) {
      throw wrong(
          provider,
          "contractVersion",
          "written against version "
              + version
              + " of the filesystem contract, which is "
              + (version < here ? "older" : "newer")
              + " than version "
              + here
              + " of this program; "
              + (version < here
                  ? "build the plug-in against this program"
                  : "use a newer folioscope, or build the plug-in against this one"));
    }
  }

  private <T> T ask(Object provider, String operation, Supplier<@Nullable T> question) {
    @Nullable T answer;
    try {
      answer = question.get();
    } catch (RuntimeException | Error e) {
      throw new PluginException(
          plugin + ": " + provider.getClass().getName() + "." + operation + ": " + Blame.named(e),
          e);
    }
    if (answer == null) {
      throw wrong(provider, operation, "returned null");
    }
    return answer;
  }

  private PluginException wrong(Object provider, String operation, String what) {
    return new PluginException(
        plugin + ": " + provider.getClass().getName() + "." + operation + ": " + what);
  }

  private static String text(Attributes manifest, Attributes.Name key, String missing) {
    String value = manifest.getValue(key);
    return value == null || value.isBlank() ? missing : value.strip();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "no permission to read it";
      case NoSuchFileException _ -> "there is no such file";
      default -> "cannot be read: " + e.getMessage();
    };
  }
}
