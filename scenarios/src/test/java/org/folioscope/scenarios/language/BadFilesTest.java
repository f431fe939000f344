package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.folioscope.scenarios.language.Texts.error;
import static org.folioscope.scenarios.language.Texts.with;
import static org.folioscope.scenarios.language.Texts.withTasks;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadFilesTest {
  private static void refuses(byte[] bytes, String message) {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> ScenarioParser.parse("x.yaml", bytes))
        .withMessage("x.yaml:" + message);
  }

  @Test
  void refusesFilesThatAreNoText() {
    refuses(
        new byte[] {'a', '\n', 'b', 0, 'c'},
        "2:2: a NUL byte; this is a binary file, not a scenario");
    refuses(
        new byte[] {'a', (byte) 0xff},
        "1:2: byte 0xff is not UTF-8; a scenario is a UTF-8 text file");
    refuses(
        new byte[] {'a', (byte) 0xc3},
        "1:2: byte 0xc3 is not UTF-8; a scenario is a UTF-8 text file");
    refuses(new byte[] {'a', 7}, "1:2: the character U+0007 cannot stand in a scenario");
    refuses(
        new byte[(1 << 20) + 1],
        "1:1: the file is larger than 1 MiB; a scenario is a page of text");
  }

  @Test
  void refusesFilesWithoutAScenario() {
    String empty = "1:1: the file is empty; a scenario starts with 'scenario: NAME'";
    refuses(new byte[0], empty);
    refuses(" \n\n".getBytes(StandardCharsets.UTF_8), empty);
    refuses(
        "# nothing\n".getBytes(StandardCharsets.UTF_8),
        "1:1: there are only comments; a scenario starts with 'scenario: NAME'");
    refuses(
        "- a\n".getBytes(StandardCharsets.UTF_8),
        "1:1: a scenario file starts with 'scenario: NAME'; this is not a mapping of keys");
  }

  @Test
  void refusesWhatYamlOffersBeyondPlainDocuments() {
    assertThat(error(with("files: &f { a: 4K }\n")))
        .isEqualTo("kara.yaml:4:8: anchors ('&f') are not part of the scenario language");
    assertThat(error(with("files: *f\n")))
        .isEqualTo("kara.yaml:4:8: aliases ('*f') are not part of the scenario language");
    assertThat(error(with("files: !!map { a: 4K }\n")))
        .isEqualTo("kara.yaml:4:8: tags ('!…') are not part of the scenario language");
    assertThat(error(with("---\nscenario: b\n")))
        .isEqualTo("kara.yaml:4:1: a second YAML document starts here; a file holds one scenario");
    assertThat(error(with("files: " + "[".repeat(200_000))))
        .isEqualTo("kara.yaml:4:23: lists and mappings are nested deeper than 16");
  }

  @Test
  void tellsYamlErrorsInOneLine() {
    assertThat(error(with("title2: a: b\n")))
        .isEqualTo(
            "kara.yaml:4:10: YAML: mapping values are not allowed here; put text that contains ': '"
                + " in quotes");
    assertThat(error(withTasks("  a: [ write(fd, \"x\") ]\n")))
        .startsWith("kara.yaml:4:21: YAML: ")
        .endsWith(
            "; inside [ ], put a call with a quoted argument in single quotes, or write a block"
                + " list ('- call')");
    assertThat(error(with("files:\n\ta: 4K\n")))
        .startsWith("kara.yaml:5:1: YAML: ")
        .endsWith("; indent with spaces");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "tsks: 1~ 4:1: unknown key 'tsks' in a scenario; did you mean 'tasks'?",
        "title: again~ 4:1: the key 'title' is given twice; first in line 2",
        "files: { f: { size: 4K, sise: 1 } }~ 4:25: unknown key 'sise' in a file; did you mean"
            + " 'size'?",
        "files: [ a ]~ 4:8: expected 'files' (a mapping), found a list",
        "files: { f: 4Q }~ 4:13: '4Q' has the unknown suffix 'Q'; sizes end in K, M or G, durations"
            + " in ns, us, ms or s",
        "files: { f: 5s }~ 4:13: '5s' is a duration; write a size such as 4096 or 4K",
        "files: { f: }~ 4:12: expected a size such as 4K or { size: 4K, fill: 0xAB }, found"
            + " nothing",
        "files: { f: { fill: 1 } }~ 4:13: a file needs 'size:', for example size: 4K",
        "files: { f: { size: 1, fill: 256 } }~ 4:30: expected a byte from 0 to 0xFF",
        "files: { f: { size: 1, fill: 2, pattern: 3 } }~ 4:33: a file has one of 'fill', 'pattern'"
            + " and 'sparse', not several",
        "files: { f: { size: 1, sparse: maybe } }~ 4:32: expected true or false, found 'maybe'",
        "files: { ../f: 4K }~ 4:10: '../f' is not a file name, such as file1 or dir/file1",
        "setup: reclaim()~ 4:8: expected a list of calls ('- call' on lines of their own, or [call,"
            + " call]), found 'reclaim()'",
        "question: 5~ 4:11: expected a question, found the number '5'",
        "options: { debug-vm: yes }~ 4:22: 'yes' is no value of debug-vm; expected on or off",
        "options: { debug: on }~ 4:12: unknown key 'debug' in 'options'; did you mean 'debug-vm'?",
        "options: { waitqueues: 0 }~ 4:24: '0' is no value of waitqueues; expected a number from 1"
            + " on",
        "outcomes: { on: x }~ 4:11: expected a list of outcome rules, found a mapping",
        "outcomes: [ { because: x } ]~ 4:13: an outcome rule needs 'on:', for example on: { kernel:"
            + " linux-6.12, filesystem: ext4 }",
        "outcomes: [ { on: {}, because: x } ]~ 4:13: an outcome rule needs 'required:', 'allowed:'"
            + " or 'forbidden:'",
        "outcomes: [ { on: {}, required: ok, forbidden: ok, because: x } ]~ 4:13: the outcome 'ok'"
            + " is listed twice in one rule",
        "outcomes: [ { on: { kernel: 6.12 }, required: ok, because: x } ]~ 4:29: expected a kernel"
            + " such as linux-6.12, or a list of them, found the number '6.12'",
        "outcomes: [ { on: { fs: xfs }, required: ok, because: x } ]~ 4:21: unknown key 'fs' in"
            + " 'on'; there are kernel, filesystem, policy, options"
      })
  void saysWhatIsWrongWhereAndWhatWouldBeRight(String line, String message) {
    assertThat(error(with(line + "\n"))).isEqualTo("kara.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a b: [ f() ]~ 4:3: 'a b' is not a task name; use letters, digits and '_'",
        "a: []~ 4:6: the task 'a' has no calls",
        "a: { cpu: 1 }~ 4:6: a task needs 'calls:', for example calls: [ fsync(fd1) ]",
        "a: { calls: [ f() ], cpu: -1 }~ 4:29: '-1' is not a number; write 4096, 0x1000, 4K or 5s",
        "a: { call: [ f() ] }~ 4:8: unknown key 'call' in a task; did you mean 'calls'?",
        "a: [ f(), ) ]~ 4:13: expected a call such as fd1 = open(\"file1\", O_RDWR), found ')'",
        "a: [ f() g() ]~ 4:12: expected ',' or ']' after a call, found 'g'",
        "1: [ f() ]~ 4:3: a key in 'tasks' must be a plain name"
      })
  void tasksToo(String line, String message) {
    assertThat(error(withTasks("  " + line + "\n"))).isEqualTo("kara.yaml:" + message);
  }

  @Test
  void namesAMissingKeyAndShowsIt() {
    assertThat(error("scenario: s\ntitle: t\n"))
        .isEqualTo(
            "kara.yaml:1:1: a scenario needs 'tasks:', for example tasks: { reader: [ read(fd2,"
                + " addr, 4K) ] }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f%d: 1\n",
        "tasks: { a: [ %s ] }|f(v%d), ",
        "tasks: { a: [ %s ] }|'v%d = f(w%d)', ",
        "outcomes: [ { on: {}, required: [ %s ], because: x } ]|o%d, ",
        "tasks: { %s }|t%d: [ f(t%d) ], ",
        "files: { %s }|f%d: 1, "
      })
  void isQuickEvenAboutAMegabyte(String shape) {
    String frame = shape.contains("|") ? shape.substring(0, shape.indexOf('|')) : "%s";
    String piece = shape.substring(shape.indexOf('|') + 1);
    String pieces =
        IntStream.range(0, 1_000_000 / (piece.length() + 6))
            .mapToObj(i -> piece.replace("%d", "" + i))
            .collect(Collectors.joining());
    String text = "scenario: s\ntitle: t\n" + frame.replace("%s", pieces) + "\n";

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAndCheck(text));
  }

  private static void readAndCheck(String text) {
    try {
      new CallChecker(SampleCalls.ALL).check(Texts.parse(text));
    } catch (ScenarioException e) {
      assertThat(e.getMessage()).hasSizeLessThan(300);
    }
  }
}
