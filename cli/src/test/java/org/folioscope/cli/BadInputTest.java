package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  @TempDir private Path place;
  private Path out;
  private SortedMap<String, String> before;

  @BeforeEach
  void prepare() throws IOException {
    out = Files.createDirectory(place.resolve("runs"));
    Files.write(
        place.resolve("binary.yaml"), new byte[] {0x7F, 'E', 'L', 'F', 0, 1, 2, (byte) 0xFE});
    Files.writeString(place.resolve("empty.yaml"), "");
    String text = Ran.command("show", "kara-2018", "--source").out();
    Files.writeString(
        place.resolve("typo.yaml"),
        text.replace("kswapd:  [ reclaim() ]", "kswapd:  [ reclam() ]"));
    Files.writeString(place.resolve("key.yaml"), text.replace("finally:", "finaly:"));
    Files.writeString(
        place.resolve("kernel.yaml"), text.replace("kernel: linux-4.15", "kernel: linux-4.16"));
    Files.writeString(place.resolve("policy.yaml"), text.replace("{ pin: on }", "{ pni: on }"));
    Files.writeString(place.resolve("code.yaml"), text.replace("{ pin: on }", "pin:U8"));
    Files.writeString(
        place.resolve("setup.yaml"),
        text.replace("open(\"file1\", O_RDWR)", "open(\"file9\", O_RDWR)"));
    before = Folder.contents(place);
  }

  @AfterEach
  void nothingOnDiskHasChanged() {
    assertThat(Folder.contents(place)).isEqualTo(before);
  }

  @Test
  void names() {
    run("kara-2081").refuses("kara-2081", "did you mean 'kara-2018'?");
    run("kara-2018", "--kernel", "linux-4.51").refuses("no kernel 'linux-4.51'", "did you mean");
    run("kara-2018", "--fs", "ext3").refuses("no filesystem 'ext3'", "'ext4'", "ext4, xfs");
    run("kara-2018", "--policy", "reclaim-pin=respect")
        .refuses("no policy 'reclaim-pin'", "did you mean 'reclaim-pins'?", "there are ");
    run("kara-2018", "--policy", "reclaim-pins=respekt")
        .refuses("'respekt' is no value of the policy reclaim-pins", "ignore or respect");
    run("kara-2018", "--policy", "pin=yes").refuses("'yes' is no value", "on or off");
    run("kara-2018", "--policy", "pin").refuses("not of the form POLICY=VALUE");
    run("kara-2018", "--policy", "wake:E9").refuses("no code 'wake:E9'", "did you mean 'wake:E");
    run("kara-2018", "--policy", "wkae:E2").refuses("no code 'wkae:E2'", "did you mean 'wake:E2'?");
    run("kara-2018", "--policy", "pin:U2=off").refuses("no code 'pin:U2=off'", "pin:U1, pin:U2");
    run("kara-2018", "--policy", "pin=on", "--policy", "pin=off").refuses("given twice");
    Ran.command("rnu", "kara-2018").refuses("no verb 'rnu'", "did you mean 'run'?", "explore");
    Ran.command("list", "kernel").refuses("no list of 'kernel'", "did you mean 'kernels'?");
  }

  @Test
  void options() {
    run("kara-2018", "--seed", "many").refuses("many");
    run("kara-2018", "--schedule", "!").refuses("not a schedule id");
    run("kara-2018", "--schedule", place.resolve("none")).refuses("cannot be read");
    run("kara-2018", "--scheduler", "lowst").refuses("did you mean 'lowest'?");
    run("kara-2018", "--seed", "1", "--schedule", "0").refuses("mutually exclusive");
    run("kara-2018", "--kernle", "linux-4.15").refuses("no option '--kernle'", "'--kernel'");
    run("kara-2018", "again").refuses("'again' is one argument too many");
    run().refuses("SCENARIO");
    explore("--strategy", "dporr").refuses("no strategy", "naive, random");
    explore("--bound", "-1").refuses("no bound on preemptions");
    explore("--bound", "two").refuses("no bound on preemptions");
    explore("--strategy", "delay", "--bound", "-1").refuses("no bound on delays");
    explore("--strategy", "pct", "--depth", "0").refuses("--depth must be from 1 to 100, not 0");
    explore("--strategy", "pct", "--depth", "two").refuses("two");
    explore("--executions", "0").refuses("must be 1 or more");
    explore("--seconds", "0").refuses("must be 1 or more");
  }

  @Test
  void parametersThatDoNotFitTheStrategy() {
    explore("--strategy", "dpor", "--bound", "2")
        .refuses("--bound does not fit --strategy dpor; it is for delay and naive");
    explore("--strategy", "source-dpor", "--seed", "2")
        .refuses("--seed does not fit --strategy source-dpor; it is for pct and random");
    explore("--strategy", "naive", "--depth", "2")
        .refuses("--depth does not fit --strategy naive; it is for pct");
    explore("--strategy", "delay", "--seed", "2").refuses("--seed does not fit --strategy delay");
    explore("--strategy", "pct", "--bound", "2").refuses("--bound does not fit --strategy pct");
    explore("--strategy", "random", "--depth", "2").refuses("--depth does not fit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "explore", "show"})
  void scenarioFiles(String verb) {
    scenario(verb, "none.yaml").refuses("none.yaml: there is no such file");
    scenario(verb, "runs").refuses("runs: this is a directory");
    scenario(verb, "binary.yaml").refuses("binary.yaml:1:8: byte 0xfe is not UTF-8");
    scenario(verb, "empty.yaml").refuses("the file is empty");
    scenario(verb, "key.yaml").refuses("key.yaml:", ":1: ", "finaly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "explore"})
  void scenariosThatCannotRun(String verb) {
    scenario(verb, "typo.yaml").refuses("typo.yaml:22:14: ", "reclam", "reclaim");
    scenario(verb, "kernel.yaml").refuses("kernel.yaml:", "no kernel 'linux-4.16'", "did you mean");
    scenario(verb, "setup.yaml").refuses("setup.yaml:", "file9");
    scenario(verb, "policy.yaml").refuses("policy.yaml:", "no policy 'pni'", "did you mean 'pin'?");
    scenario(verb, "code.yaml").refuses("code.yaml:", "no code 'pin:U8'", "there are pin:");
  }

  @Test
  void placesThatCannotBeWritten() {
    Path file = place.resolve("empty.yaml");
    Ran.command("run", "kara-2018", "--out", file).refuses("cannot keep the run", "empty.yaml");
    Ran.command("run", "kara-2018", "--out", "/proc/none").refuses("cannot keep the run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "export"})
  void logs(String verb) {
    Ran.command(verb, place.resolve("none")).refuses("no log at", "there is no such directory");
    Ran.command(verb, place.resolve("binary.yaml")).refuses("is a file; name a run directory");
    Ran.command(verb, out).refuses("is not a log: there is no *.cq4 file in it");
    Ran.command(verb).refuses("LOG");
    Ran.command("diff", out, out).refuses("is not a log");
    Ran.command("diff", out).refuses("LOG2");
  }

  private Ran run(Object... arguments) {
    return command("run", arguments);
  }

  private Ran explore(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "kara-2018";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command("explore", all);
  }

  private Ran scenario(String verb, String name) {
    Path file = place.resolve(name);
    return verb.equals("show") ? Ran.command(verb, file) : command(verb, file);
  }

  private Ran command(String verb, Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = verb;
    all[1] = "--out";
    all[2] = out;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Ran.command(all);
  }
}
