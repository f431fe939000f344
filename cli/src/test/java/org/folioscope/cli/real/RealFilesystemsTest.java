package org.folioscope.cli.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The cases are right: the kernel's own filesystems do what they say. On this machine where it lets
 * us mount, otherwise in a container; which of the two is not there is the reason for skipping.
 */
class RealFilesystemsTest {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LoopMount.Type.class)
  void agreeWithEveryCase(LoopMount.Type type) throws IOException, InterruptedException {
    String obstacle = LoopMount.obstacle(type);
    assumeTrue(obstacle.isEmpty(), "not on this machine: " + obstacle);

    RealCases cases = RealCases.on(type, folder);

    cases.report().forEach(System.out::println);
    assertThat(cases.disagreements()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LoopMount.Type.class)
  void agreeWithEveryCaseInAContainer(LoopMount.Type type)
      throws IOException, InterruptedException {
    assumeTrue(
        !LoopMount.obstacle(type).isEmpty(), "needs no container: this machine mounts it itself");
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker engine for a container");

    try (GenericContainer<?> container = container(type)) {
      container.start();
      System.out.print(container.getLogs());
      assertThat(container.getLogs()).contains(" 0 disagree");
    }
  }

  /** Runs {@link RealCases#main} with this JVM's class path; it fails to start if that fails. */
  private static GenericContainer<?> container(LoopMount.Type type) {
    GenericContainer<?> container =
        new GenericContainer<>(
            new ImageFromDockerfile()
                .withDockerfileFromBuilder(image ->
                    image
                        .from("eclipse-temurin:25-jdk")
                        .run("apt-get update && apt-get install -y e2fsprogs xfsprogs")
                        .build()));
    StringBuilder classPath = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.exists(Path.of(entry))) {
        container.withFileSystemBind(entry, entry, BindMode.READ_ONLY);
        classPath.append(entry).append(':');
      }
    }
    return container
        .withPrivilegedMode(true)
        .withCommand(
            "java",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath.toString(),
            RealCases.class.getName(),
            type.name())
        .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(LONG_ENOUGH));
  }
}
