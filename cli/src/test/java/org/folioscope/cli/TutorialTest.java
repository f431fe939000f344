package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tutorial's filesystem is as short as it says and fulfils the suite; so does its first
 * version, to which the text's diff leads back, but that has the race that the text shows. {@code
 * -Ddocs.fix} writes what is printed today into the text.
 */
class TutorialTest {

  private static final Path ROOT = Path.of(System.getProperty("folioscope.root", ".."));
  private static final Path TEXT = ROOT.resolve("docs/tutorial/README.md");
  private static final Path SOURCES = ROOT.resolve("docs/tutorial/mapfs/src/main/java/mapfs");
  private static final Pattern COMMANDS =
      Pattern.compile("green suite\n\n```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DIFF = Pattern.compile("```diff\n(.*?)```", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ \\./folioscope ([^\n]*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SECONDS = Pattern.compile("executions in [0-9.]+ s");
  private static final Pattern NO_CODE = Pattern.compile("|(import|package|//|/\\*|\\*).*");

  @TempDir private Path folder;
  private String text = "";

  @BeforeEach
  void prepare() throws IOException {
    text = Files.readString(TEXT);
    String diff = only(DIFF, text);
    String fixed = side(diff, '-');
    List<Path> sources = sources();
    assertThat(Files.readString(SOURCES.resolve("BlockMap.java"))).contains(fixed);
    PluginJarFile finished = PluginJarFile.of("mapfs.MapFsProvider");
    PluginJarFile first = PluginJarFile.of("mapfs.MapFsProvider");
    for (Path source : sources) {
      String name = source.getFileName().toString().replace(".java", "");
      String java = Files.readString(source);
      finished.text(name, java);
      first.text(name, java.replace(fixed, side(diff, '+')));
    }
    finished.in(folder.resolve("mapfs.jar"));
    first.in(folder.resolve("first.jar"));
  }

  @Test
  void isShort() throws IOException {
    long lines = 0;
    for (Path source : sources()) {
      lines +=
          Files.readString(source)
              .lines()
              .filter(line -> !NO_CODE.matcher(line.strip()).matches())
              .count();
    }
    assertThat(lines).isLessThanOrEqualTo(200);
    assertThat(only(COMMANDS, text).lines()).hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mapfs.jar", "first.jar"})
  void fulfilsTheSuite(String jar) {
    Path runs = folder.resolve("runs");
    Ran.command("suite", "--fs", "mapfs", "--plugin", folder.resolve(jar), "--out", runs).exits(0);
  }

  @Test
  void everyConsoleBlockIsWhatTheCommandPrints() throws IOException {
    Matcher block = BLOCK.matcher(text);
    StringBuilder result = new StringBuilder();
    while (block.find()) {
      String shown = "```console\n$ ./folioscope " + block.group(1) + "\n" + run(block.group(1));
      block.appendReplacement(result, Matcher.quoteReplacement(shown + "```"));
    }
    String printed = block.appendTail(result).toString();
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(TEXT, printed);
      return;
    }
    assertThat(timeless(text))
        .as("%s; -Ddocs.fix writes what is printed today", TEXT)
        .isEqualTo(timeless(printed));
    assertThat(text).contains("foreign-bytes", "dpor, complete");
  }

  private String run(String line) {
    List<Object> arguments = new ArrayList<>();
    for (String word : line.split(" ")) {
      boolean scenario = word.startsWith("docs/");
      arguments.add(
          scenario ? ROOT.resolve(word) : word.endsWith(".jar") ? folder.resolve(word) : word);
    }
    arguments.add("--out");
    arguments.add(folder.resolve("runs"));
    return Ran.command(arguments.toArray())
        .out()
        .replace(folder + "/runs", "runs")
        .replace(folder + "/", "")
        .replace(ROOT + "/", "");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  /** The lines of a diff without those that begin with the mark. */
  private static String side(String diff, char mark) {
    return diff.lines()
        .filter(line -> line.charAt(0) != mark)
        .map(line -> line.substring(1) + "\n")
        .collect(Collectors.joining());
  }

  private static String only(Pattern pattern, String in) {
    Matcher found = pattern.matcher(in);
    assertThat(found.find()).as("%s", pattern).isTrue();
    return found.group(1);
  }

  private static String timeless(String printed) {
    return SECONDS.matcher(printed).replaceAll("executions in a moment");
  }
}
