package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's fix from a jar, tried on the race that it is to close. */
class PluginPolicyTest {

  private static final String HELD = "reclaim-pins=held";

  @TempDir private Path place;
  private Path jar;
  private Path out;

  @BeforeEach
  void prepare() {
    jar = place.resolve("held.jar");
    out = place.resolve("runs");
  }

  @Test
  void itsCodeDecides() throws IOException {
    PluginJarFile.policies().in(jar);
    String ignored = outcomes("reclaim-pins=ignore");
    String held = outcomes(HELD);
    assertThat(ignored).contains("bug-dirty-folio-without-buffers");
    assertThat(held).isNotEmpty().doesNotContain("bug-dirty-folio-without-buffers");
  }

  @Test
  void itIsListedAndMissedByName() throws IOException {
    PluginJarFile.policies().in(jar);
    assertThat(Ran.command("list", "policies", "--plugin", jar).out())
        .contains("ignore|respect|held");
    Ran ran = Ran.command("run", "kara-2018", "--policy", HELD, "--plugin", jar, "--out", out);
    assertThat(ran.out()).contains("--policy " + HELD + " --plugin " + jar);
    Path log = out.resolve("kara-2018/latest");
    Ran.command("replay", log, "--reexecute", "--plugin", jar).exits(0);
    Ran.command("replay", log)
        .refuses("the log " + log + " needs the plug-in acme 1.0 (file held.jar): give --plugin");
    Ran.command("run", "kara-2018", "--policy", HELD)
        .refuses("'held' is no value of the policy reclaim-pins", "ignore or respect");
  }

  @Test
  void itIsAColumnOfAMatrixAndItsRunsNameTheJar() throws IOException {
    PluginJarFile.policies().in(jar);
    Object[] tiny = {"matrix", "kara-2018-literal", "--executions", 1, "--plugin", jar};
    assertThat(also(tiny, "--vary", "reclaim-pins").out()).contains("ignore", "respect", HELD);
    Ran ran =
        also(
            tiny,
            "--columns",
            "linux-4.15+" + HELD + ",linux-4.15+fix:held",
            "--out",
            out,
            "--json");
    JsonNode cells = ran.json().get("cells");
    assertThat(cells).hasSize(2);
  }

  @Test
  void whatCannotBeAdded() throws IOException {
    PluginJarFile.policies().with("policy", "\"x\" +").in(jar);
    list()
        .refuses(
            "plug-in acme (held.jar): the value 'held' of the policy 'xreclaim-pins': there"
                + " is no such policy");
    PluginJarFile.policies().with("value", "true ? \"respect\" : ").in(jar);
    list()
        .refuses(
            "plug-in acme (held.jar): the value 'respect' of the policy 'reclaim-pins':"
                + " there is such a value already");
    PluginJarFile.policies().with("policy", "true ? \"direct-io-pages\" : ").in(jar);
    list().refuses("the policy 'direct-io-pages': nobody can add values to it");
  }

  @Test
  void whatItThrowsIsItsFault() throws IOException {
    PluginJarFile.policies()
        .with("strategy", "if (true) throw new IllegalStateException(\"no\");")
        .in(jar);
    Ran ran =
        Ran.withPlugins(
            "explore", "kara-2018", "--policy", HELD, "--plugin", jar, "--out", out, "--json");
    assertThat(ran.out()).contains("plug-in acme (held.jar): acme.AcmePolicies.isHeld: threw");
  }

  private static Ran also(Object[] most, Object... rest) {
    return Ran.withPlugins(Stream.concat(Stream.of(most), Stream.of(rest)).toArray());
  }

  private Ran list() {
    return Ran.withPlugins("list", "--plugin", jar);
  }

  private String outcomes(String policy) {
    return Ran.withPlugins(
            "explore",
            "kara-2018",
            "--kernel",
            "linux-4.15",
            "--policy",
            policy,
            "--plugin",
            jar,
            "--out",
            out,
            "--json")
        .json()
        .get("outcomes")
        .toString();
  }
}
