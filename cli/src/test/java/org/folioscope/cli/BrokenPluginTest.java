package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a plug-in is one line, status 2, and a log that can be read. */
class BrokenPluginTest {

  private static final String FS = "plug-in acme (acme.jar): acme.AcmeFs";

  @TempDir private Path place;
  private Path jar;
  private Path out;

  @BeforeEach
  void prepare() {
    jar = place.resolve("acme.jar");
    out = place.resolve("runs");
  }

  @Test
  void filesThatAreNoPlugins() throws IOException {
    list().refuses("plug-in " + jar + ": there is no such file");
    Files.writeString(jar, "text");
    list().refuses("plug-in " + jar + ": not a jar: zip END header not found");
    acme().withoutServices().in(jar);
    list()
        .refuses(
            "plug-in "
                + jar
                + ": no provider; it has neither META-INF/services/"
                + "org.folioscope.vm.contract.FilesystemProvider nor META-INF/services/"
                + "org.folioscope.simulation.policy.PolicyProvider");
  }

  @Test
  void providersThatCannotBeMade() throws IOException {
    acme().names("acme.Nobody").in(jar);
    list().refuses("plug-in " + jar + ": FilesystemProvider: Provider acme.Nobody not found");
    acme().names("acme.AcmeEvent").in(jar);
    list().refuses("plug-in " + jar + ": FilesystemProvider: acme.AcmeEvent not a subtype");
    acme().with("provider", "throw new IllegalStateException(\"no\");").in(jar);
    list()
        .refuses(
            "plug-in "
                + jar
                + ": FilesystemProvider: Provider acme.AcmeProvider could not be instantiated:"
                + " java.lang.IllegalStateException: no");
    acme().lacks("AcmeFs").in(jar);
    list()
        .refuses(
            "plug-in acme (acme.jar): acme.AcmeProvider.type: the class acme.AcmeFs is missing");
  }

  @Test
  void otherVersionsOfTheContract() throws IOException {
    acme().with("newer", "+ 1").in(jar);
    list()
        .refuses(
            "plug-in acme (acme.jar): acme.AcmeProvider.contractVersion: written against version 2"
                + " of the filesystem contract, which is newer than version 1 of this program;"
                + " use a newer folioscope, or build the plug-in against this one");
    acme().with("newer", "- 1").in(jar);
    list()
        .refuses(
            "written against version 0 of the filesystem contract, which is older than version 1"
                + " of this program; build the plug-in against this program");
  }

  @Test
  void namesThatAreTaken() throws IOException {
    acme().with("name", "\"ext4\"; } String other() { return ").in(jar);
    list()
        .refuses(
            "plug-in acme (acme.jar): there is a filesystem 'ext4' already: it is built in;"
                + " give it another name");
    acme().with("name", "\"A \" + ").in(jar);
    list()
        .refuses(
            "plug-in acme (acme.jar): acme.AcmeProvider.name: 'A acme' is no name;"
                + " small letters, digits and hyphens are");
    acme().in(jar);
    Path second = acme().in(place.resolve("second.jar"));
    Ran.withPlugins("list", "--plugin", jar, "--plugin", second)
        .refuses(
            "plug-in acme (second.jar): there is a filesystem 'acme' already: that of the plug-in"
                + " acme (acme.jar); give it another name");
  }

  @Test
  void aFilesystemThatCannotBeInjected() throws IOException {
    acme().with("asks", ", Runnable nobody").in(jar);
    run().refuses(FS + " cannot be built by injection: ", "Runnable", "acme.AcmeFs");
    acme().with("constructor", "throw new IllegalStateException(\"no\");").in(jar);
    run().refuses(FS + " cannot be built by injection: threw java.lang.IllegalStateException: no");
    assertThat(out).doesNotExist();
  }

  @Test
  void anExceptionFromAnOperation() throws IOException {
    acme().with("writepages", "if (true) throw new IllegalStateException(\"no\");").in(jar);
    run().refuses(FS + ".writepages: threw java.lang.IllegalStateException: no; the log up to");
    logsAreReadable();
  }

  @Test
  void anExceptionWhileExploringIsAnOutcome() throws IOException {
    acme()
        .with(
            "writepages", "if (machine.currentTask() == 1) throw new ArithmeticException(\"no\");")
        .in(jar);
    Ran explored = command("explore", "--json").exits(1);
    assertThat(explored.json().get("outcomes").toString())
        .contains(FS + ".writepages: threw java.lang.ArithmeticException: no");
  }

  @Test
  void aClassOrMethodThatIsMissing() throws IOException {
    acme().source("AcmeText").with("writepages", "AcmeText.of(1);").lacks("AcmeText").in(jar);
    run().refuses(FS + ".writepages: the class acme.AcmeText is missing; the log up to");
    logsAreReadable();
  }

  @Test
  void stateInAField() throws IOException {
    acme().with("field", "private int calls;").with("writepages", "calls++;").in(jar);
    run()
        .refuses(
            FS
                + ": keeps state outside the containers, where undo and replay do not find it:"
                + " AcmeFs.calls is not final");
    command("explore").refuses("AcmeFs.calls is not final");
    acme()
        .with("field", "private static final AtomicInteger CALLS = new AtomicInteger();")
        .with("writepages", "CALLS.incrementAndGet();")
        .in(jar);
    run().refuses("AcmeFs.CALLS holds a java.util.concurrent.atomic.AtomicInteger");
  }

  @Test
  void whatDependsOnTheHost() throws IOException {
    String event = "events.emit(new AcmeEvent.WritebackCounted((int) System.nanoTime() & 0xFFFF));";
    acme().with("step", event).in(jar);
    run().refuses(FS + ": the same schedule gave another run from event ", "WritebackCounted");
    logsAreReadable();
  }

  @Test
  void aLockThatIsLeftHeld() throws IOException {
    acme().with("writepages", "inode.invalidateLock().downRead();").in(jar);
    run().refuses(FS + ".writepages: left held: invalidate_lock[", "] read; the log");
    command("explore").refuses(FS + ".writepages: left held: invalidate_lock[");
  }

  @Test
  void anErrorThatTheContractDoesNotAllow() throws IOException {
    acme().with("writepages", "if (true) return Errno.EACCES;").in(jar);
    run().refuses(FS + ".writepages: failed with EACCES, not one of [EIO, ENOSPC, EROFS]");
  }

  @Test
  void nullForAResultOrARole() throws IOException {
    acme().with("writepages", "if (true) return null;").in(jar);
    run().refuses(FS + ".writepages: returned null");
    acme().with("mount", "if (true) return null;").in(jar);
    run().refuses(FS + ".mount: returned null");
    acme().with("mappings", "if (true) return null;").in(jar);
    run().refuses(FS + ".mount: what it mounts has no MappingOperations");
  }

  @Test
  void waitingWhereNothingMayWait() throws IOException {
    acme().with("dirtyFolio", "writeback.wait(folio);").in(jar);
    run().refuses(FS + ".dirtyFolio: it may neither block nor fail: ");
  }

  @Test
  void emittingOutsideAStep() throws IOException {
    acme().with("writepages", "events.emit(new AcmeEvent.WritebackCounted(1));").in(jar);
    run().refuses(FS + ".writepages: threw ", "event emitted outside a step: WritebackCounted");
    logsAreReadable();
  }

  @Test
  void writingAContainerOutsideApply() throws IOException {
    acme().with("step", "counts.set(1, 1);").in(jar);
    run().refuses(FS + ".writepages: threw ", "acme.counts");
    logsAreReadable();
  }

  @Test
  void steppingForEver() throws IOException {
    String endless = "while (machine != null) machine.atomic(() -> {});";
    acme().with("format", endless).in(jar);
    run().refuses("set-up does not come to a good end with the " + FS + ".format: ", "for ever");
    // the flusher of the scenario, not that of set-up
    acme()
        .with("writepages", endless.replace("machine != null", "machine.currentTask() == 1"))
        .in(jar);
    Ran ran = run().exits(1);
    assertThat(ran.out()).contains("livelock", FS + ".writepages: no end after ");
    logsAreReadable();
  }

  @Test
  void loopingWithoutAStep() throws Exception {
    acme().with("writepages", "while (machine != null) { }").in(jar);
    try (CommandProcess process =
        CommandProcess.start(
            place.resolve("out"),
            "run",
            "kara-2018",
            "--fs",
            "acme",
            "--plugin",
            jar,
            "--plugin-seconds",
            1,
            "--out",
            out)) {
      assertThat(
              process.saysAfter(
                  0,
                  "folioscope: "
                      + FS
                      + ".writepages: no end and no step for 1 seconds; --plugin-seconds waits"
                      + " longer"))
          .isTrue();
      assertThat(process.status()).isEqualTo(2);
    }
    logsAreReadable();
  }

  private static PluginJarFile acme() {
    return PluginJarFile.acme();
  }

  private Ran list() {
    return Ran.withPlugins("list", "--plugin", jar);
  }

  private Ran run() {
    return command("run");
  }

  private Ran command(String verb, Object... arguments) {
    Object[] all = new Object[arguments.length + 8];
    Object[] start = {verb, "kara-2018", "--fs", "acme", "--plugin", jar, "--out", out};
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(arguments, 0, all, start.length, arguments.length);
    return Ran.withPlugins(all);
  }

  /** Up to the last whole step. */
  private void logsAreReadable() throws IOException {
    try (var runs = Files.newDirectoryStream(out.resolve("kara-2018"), "linux-*")) {
      for (Path run : runs) {
        Ran exported = Ran.withPlugins("export", run);
        assertThat(exported.out()).contains("TaskStarted", "WritebackCounted");
      }
    }
  }
}
