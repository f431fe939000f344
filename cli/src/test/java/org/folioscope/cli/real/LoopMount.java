package org.folioscope.cli.real;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A filesystem of the kernel on a file, mounted while this is open. */
final class LoopMount implements AutoCloseable {

  private static final long MINUTES = 2;

  private final Path directory;

  /** A kind of filesystem, and how large its device must be. */
  enum Type {
    EXT4(64L << 20, "mkfs.ext4", "-q", "-F", "-m", "0", "-b", "4096"),
    XFS(320L << 20, "mkfs.xfs", "-q", "-f", "-b", "size=4096");

    private final long bytes;
    private final List<String> mkfs;

    Type(long bytes, String... mkfs) {
      this.bytes = bytes;
      this.mkfs = List.of(mkfs);
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private LoopMount(Path directory) {
    this.directory = directory;
  }

  /** Why this machine cannot do it; empty if it can. */
  static String obstacle(Type type) throws IOException, InterruptedException {
    if (!Libc.isX86()) {
      return "system calls are numbered for Linux on x86-64";
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return "only root can mount";
    }
    for (String tool : List.of(type.mkfs.getFirst(), "mount", "umount")) {
      if (!run("sh", "-c", "command -v " + tool).isEmpty()) {
        return "there is no " + tool;
      }
    }
    return "";
  }

  /** Makes a filesystem in a file below a folder, and mounts it there. */
  static LoopMount of(Type type, Path folder) throws IOException, InterruptedException {
    Path image = folder.resolve(type.label() + ".img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(type.bytes);
    }
    List<String> mkfs = new ArrayList<>(type.mkfs);
    mkfs.add(image.toString());
    require(run(mkfs.toArray(String[]::new)));
    Path directory = Files.createDirectory(folder.resolve(type.label()));
    require(run("mount", "-o", "loop", image.toString(), directory.toString()));
    return new LoopMount(directory);
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    require(run("umount", directory.toString()));
  }

  private static void require(String complaint) throws IOException {
    if (!complaint.isEmpty()) {
      throw new IOException(complaint);
    }
  }

  /** What a command that fails has to say; empty if it does not. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return String.join(" ", command) + " does not end";
    }
    return process.exitValue() == 0 ? "" : String.join(" ", command) + " failed: " + said.strip();
  }
}
