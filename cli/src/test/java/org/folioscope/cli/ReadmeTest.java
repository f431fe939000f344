package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README shows what the commands print: each {@code console} block is run, in order, in one
 * folder. {@code -Ddocs.fix} writes what is printed today into the README.
 */
class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("folioscope.root", ".."), "README.md");
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ \\./folioscope ([^\n]*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SECONDS = Pattern.compile("executions in [0-9.]+ s");

  @TempDir private Path folder;

  @Test
  void everyConsoleBlockIsWhatTheCommandPrints() throws IOException {
    String written = Files.readString(README);
    String printed = asPrinted(written);

    if (System.getProperty("docs.fix") != null) {
      Files.writeString(README, printed);
      return;
    }
    assertThat(timeless(written))
        .as("%s; -Ddocs.fix writes what is printed today", README)
        .isEqualTo(timeless(printed));
  }

  private String asPrinted(String readme) {
    Matcher block = BLOCK.matcher(readme);
    StringBuilder result = new StringBuilder();
    int blocks = 0;
    while (block.find()) {
      String output = run(block.group(1));
      String text = "```console\n$ ./folioscope " + block.group(1) + "\n" + output + "```";
      block.appendReplacement(result, Matcher.quoteReplacement(text));
      blocks++;
    }
    assertThat(blocks).isPositive();
    return block.appendTail(result).toString();
  }

  private String run(String line) {
    List<Object> arguments = new ArrayList<>();
    for (String word : line.split(" ")) {
      arguments.add(word.startsWith("runs/") ? folder.resolve(word.substring(5)) : word);
    }
    if (arguments.getFirst().equals("explore") || arguments.getFirst().equals("run")) {
      arguments.add("--out");
      arguments.add(folder);
    }
    return Ran.command(arguments.toArray()).out().replace(folder.toString(), "runs");
  }

  private static String timeless(String text) {
    return SECONDS.matcher(text).replaceAll("executions in a moment");
  }
}
