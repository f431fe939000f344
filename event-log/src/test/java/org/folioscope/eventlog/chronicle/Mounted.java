package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small or read-only file system for one test, where the tests may mount; skips it elsewhere. */
record Mounted(Path path) implements AutoCloseable {

  /** An empty file system in memory of so many MiB. */
  static Mounted small(Path at, int megabytes) throws IOException {
    Files.createDirectories(at);
    return mounted(at, List.of("-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs"));
  }

  /** A directory as nobody can write to it. */
  static Mounted readOnly(Path directory, Path at) throws IOException {
    Files.createDirectories(at);
    Mounted bound = mounted(at, List.of("--bind", directory.toString()));
    try {
      Assumptions.assumeTrue(run(List.of("mount", "-o", "remount,ro,bind", at.toString())));
      return bound;
    } catch (RuntimeException e) {
      bound.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    // The library lets go of its mappings a little later, so the mount may be busy still.
    run(List.of("umount", "--lazy", path.toString()));
  }

  private static Mounted mounted(Path at, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(options);
    command.add(at.toString());
    Assumptions.assumeTrue(run(command), "needs the right to mount");
    return new Mounted(at);
  }

  private static boolean run(List<String> command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
