package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioFilesTest {
  static Iterable<String> catalogue() {
    return ScenarioFiles.catalogue();
  }

  private static void refuses(String nameOrPath, String message) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ScenarioFiles.load(nameOrPath))
        .withMessage(message);
  }

  @Test
  void listsTheCatalogueInItsOrder() {
    assertThat(ScenarioFiles.catalogue())
        .startsWith("kara-2018", "kara-2018-literal", "kara-2018-fsync");
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyBuiltInScenarioIsWhatItsNameSaysAndExplainsItself(String name) {
    Scenario scenario = ScenarioFiles.load(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.path()).isEqualTo(name + ".yaml");
    assertThat(scenario.title()).endsWith("?");
    assertThat(scenario.source()).isNotEmpty();
    assertThat(scenario.description()).isNotEmpty();
    assertThat(scenario.outcomes()).isNotEmpty();
    assertThat(scenario.text().lines().count()).isLessThanOrEqualTo(60);
  }

  @Test
  void theBuiltInExampleSaysWhatTheDesignSays() {
    Scenario built = ScenarioFiles.builtIn("kara-2018");
    Scenario written = Texts.parse(Texts.KARA);

    assertThat(built.title()).isEqualTo(written.title());
    assertThat(built.source()).isEqualTo(written.source());
    assertThat(built.files().map(FileSpec::content))
        .isEqualTo(written.files().map(FileSpec::content));
    assertThat(built.setup().written().mkString("\n"))
        .isEqualTo(written.setup().written().mkString("\n"));
    assertThat(built.tasks().map(task -> task.calls().written()).mkString("\n"))
        .isEqualTo(written.tasks().map(task -> task.calls().written()).mkString("\n"));
    assertThat(built.outcomes().map(OutcomeRule::on))
        .startsWith(written.outcomes().map(OutcomeRule::on).toJavaArray(OutcomeRule.Where[]::new));
    assertThat(built.outcomes().map(OutcomeRule::because))
        .startsWith(written.outcomes().map(OutcomeRule::because).toJavaArray(String[]::new));
  }

  @Test
  void loadsAFileByPath(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), Texts.KARA);

    assertThat(ScenarioFiles.load(file.toString()).path()).isEqualTo(file.toString());
  }

  @Test
  void errorsInAFileNameItAsTheUserDid(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "scenario: [");

    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> ScenarioFiles.load(file.toString()))
        .withMessageStartingWith(file + ":1:12: ");
  }

  @Test
  void saysWhatIsMeantByAnUnknownName() {
    refuses(
        "kara-2081",
        "there is no built-in scenario and no file 'kara-2081'; did you mean 'kara-2018'?");
    refuses(
        "zzz",
        "there is no built-in scenario and no file 'zzz'; 'folioscope list scenarios' lists the"
            + " built-in ones");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ScenarioFiles.builtIn("kara-2018-fsink"))
        .withMessage(
            "there is no built-in scenario 'kara-2018-fsink'; did you mean 'kara-2018-fsync'?");
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path folder) {
    refuses(
        folder.resolve("a.yaml").toString(), folder.resolve("a.yaml") + ": there is no such file");
    refuses(folder.toString(), folder + ": this is a directory; name a scenario file in it");
    refuses("/dev/null", "/dev/null: this is not a regular file");
    refuses("a\0b", "'a?b' is not a path");
  }

  @Test
  void saysThatAFileMayNotBeRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), Texts.KARA);
    assumeThat(secret.toFile().setReadable(false) && !Files.isReadable(secret)).isTrue();
    refuses(secret.toString(), secret + ": no permission to read the file");
  }
}
