package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filesystem from a jar is a filesystem like the others. */
class PluginTest {

  @TempDir private Path place;
  private Path jar;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    jar = PluginJarFile.acme().in(place.resolve("acme-fs.jar"));
    out = place.resolve("runs");
  }

  @Test
  void isListedAndRunsUnderEveryVerb() {
    assertThat(Ran.command("list", "filesystems", "--plugin", jar).exits(0).out())
        .contains("acme", "the trivial filesystem, counting", "ext4", "xfs");
    var run = command("run", "--json");
    assertThat(run.json().get("filesystem").asText()).isEqualTo("acme");
    var plugin = run.json().get("plugins").get(0);
    assertThat(plugin.get("name").asText()).isEqualTo("acme");
    assertThat(plugin.get("version").asText()).isEqualTo("1.0");
    assertThat(plugin.get("file").asText()).isEqualTo("acme-fs.jar");
    assertThat(plugin.get("sha256").asText()).hasSize(64);
    assertThat(command("explore", "--bound", "0").exits(3).out()).contains("with acme");
    assertThat(command("repeat").exits(0).out()).contains("the same byte for byte");
    Ran compared =
        Ran.command(
            "compare",
            "kara-2018",
            "--bound",
            "0",
            "--plugin",
            jar,
            "--left",
            "fs=acme",
            "--right",
            "fs=xfs");
    assertThat(compared.exits(0).out()).contains("acme", "xfs");
  }

  @Test
  void theCommandToRepeatARunNamesTheJar() {
    assertThat(command("run").out()).contains("--fs acme --plugin " + jar);
  }

  @Test
  void aDirectoryMeansAllJarsInIt() throws IOException {
    PluginJarFile.acme().with("name", "\"other\" + ").in(place.resolve("b.jar"));
    assertThat(Ran.command("list", "filesystems", "--plugin", place).exits(0).out())
        .contains("acme", "otheracme");
    Path empty = Files.createDirectory(place.resolve("empty"));
    Ran.command("list", "--plugin", empty)
        .refuses("there is no plug-in in " + empty + ": it has no *.jar file");
  }

  @Test
  void aKeptRunIsReplayedWithTheJarAndNamesItWithout() {
    Path log = log(command("run", "--json"));
    Ran.command("replay", log, "--reexecute", "--plugin", jar).exits(0);
    Ran.command("replay", log)
        .refuses(
            "the log " + log + " needs the plug-in acme 1.0 (file acme-fs.jar): give --plugin");
    Ran.command("replay", log, "--reexecute").refuses("needs the plug-in acme 1.0");
  }

  @Test
  void withoutTheJarItsEventsAreListedAndComparedAsTheyAreEncoded() throws IOException {
    Path log = log(command("run", "--json"));
    Path other = log(command("run", "--seed", "3", "--json"));
    Ran listed = Ran.command("export", log).exits(0);
    assertThat(listed.out()).contains("WritebackCounted", "FolioLocked");
    assertThat(listed.err())
        .isEqualTo(
            "folioscope: the log "
                + log
                + " needs the plug-in acme 1.0 (file acme-fs.jar): give --plugin;"
                + " its events are exported encoded\n");
    Ran same = Ran.command("diff", log, log).exits(0);
    assertThat(same.out()).contains("every task does the same on both sides");
    assertThat(same.err()).contains("the states at the end are not compared: the log " + log);
    Ran.command("diff", log, other).exits(1);
    Ran.command("diff", log, other, "--plugin", jar).exits(1);
  }

  @Test
  void anotherJarOfTheSameNameIsToldOf() throws IOException {
    Path log = log(command("run", "--json"));
    Path newer = PluginJarFile.acme().version("1.1").in(place.resolve("newer.jar"));
    Ran replayed = Ran.command("replay", log, "--plugin", newer).exits(0);
    assertThat(replayed.err())
        .matches(
            "folioscope: the run was made with another jar of the plug-in acme \\(newer.jar\\): "
                + "version 1.0, SHA-256 [0-9a-f]{12} then, version 1.1, SHA-256 [0-9a-f]{12} here\n");
  }

  private Path log(Ran run) {
    return Path.of(run.json().get("log").asText());
  }

  private Ran command(String verb, Object... arguments) {
    Object[] all = new Object[arguments.length + 6 + (verb.equals("repeat") ? 0 : 2)];
    Object[] start = {verb, "kara-2018", "--fs", "acme", "--plugin", jar, "--out", out};
    int count = all.length - arguments.length;
    System.arraycopy(start, 0, all, 0, count);
    System.arraycopy(arguments, 0, all, count, arguments.length);
    return Ran.command(all);
  }
}
