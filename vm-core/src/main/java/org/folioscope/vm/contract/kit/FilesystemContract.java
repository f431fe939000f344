package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;

/**
 * What every filesystem must do. A plug-in's test extends this and names the plug-in:
 *
 * <pre>{@code
 * final class MyFilesystemTest extends FilesystemContract {
 *   @Override
 *   protected FilesystemProvider filesystem() {
 *     return new MyProvider();
 *   }
 * }
 * }</pre>
 *
 * <p>Each specification runs under several schedules. The rules of each operation (the table in
 * {@code docs/filesystem-contract.md}) are enforced at every call. After each run the machine must
 * be at rest, with every reference accounted for; the fold of the log must be the state; and the
 * same program, run again after going back, must make the same events.
 */
public abstract class FilesystemContract extends ReshapeContract {

  /** Called by JUnit. */
  protected FilesystemContract() {}

  @Test
  final void theProviderSaysWhatItIs() {
    assertThat(filesystem().name()).matches("[a-z][a-z0-9-]*");
    assertThat(filesystem().help()).isNotBlank();
    assertThat(filesystem().contractVersion()).isEqualTo(FilesystemProvider.CONTRACT_VERSION);
    assertThat(filesystem().policies()).doesNotHaveDuplicates();
  }

  @Test
  final void allStateIsInContainers() {
    Bench bench = Bench.of(filesystem(), options());
    use(bench);
    assertThat(PluginState.hidden(bench.type()))
        .as("fields that could hide state from the log")
        .isEmpty();
  }

  @Test
  final void aFreshFilesystemIsInOrder() {
    Bench bench = Bench.of(filesystem(), options());
    bench.run(() -> assertThat(bench.type().check()).isEmpty());
    use(bench);
    bench.run(() -> assertThat(bench.type().check()).isEmpty());
  }

  private static void use(Bench bench) {
    var file = bench.create("file");
    Shell shell = new Shell(bench);
    bench.run(() -> shell.write(file, 0, Content.fill(1, 5000)));
    bench.run(() -> shell.fsync(file));
    bench.run(() -> assertThat(bench.filesystem().sync().failed()).isFalse());
  }
}
