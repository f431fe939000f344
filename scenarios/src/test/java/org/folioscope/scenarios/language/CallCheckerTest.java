package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.collection.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCheckerTest {
  private static final String SETUP =
      """
      scenario: s
      title: t
      files: { file1: 4K }
      setup:
        - fd1 = open("file1", O_RDWR)
        - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
      tasks:
        a: { process: child, calls: [ fsync(fd1) ] }
        b:
      """;

  private static Vector<String> problems(String... calls) {
    Scenario scenario = Texts.parse(SETUP + "    - " + String.join("\n    - ", calls) + "\n");
    return new CallChecker(SampleCalls.ALL).problems(scenario).map(ScenarioException::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read(fd1, addr + 4K * 2, 2 * 2K)",
        "pread(fd1, 4K + addr, addr - addr, 0)",
        "write(fd1, \"abc\")",
        "write(fd1, fill(0xFF), 4K)",
        "write(fd1, addr, 4K)",
        "store(addr, pattern(7))",
        "reclaim()",
        "reclaim(aging, node=dirty, passes=2)",
        "sleep(200ms)",
        "open(\"new\", O_RDWR|O_CREAT, 0)",
        "open(\"dir/any\", 0)",
        "madvise(addr, 4K, MADV_PAGEOUT)",
        "kill(child)",
        "mine = open(\"file1\", O_RDONLY)",
        "punch(fd1, length=4K)"
      })
  void acceptsWhatFits(String call) {
    assertThat(problems(call)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "fsink(fd1)~ 10:7: unknown call 'fsink'; did you mean 'fsync'?",
        "fsync()~ 10:7: fsync takes 1 argument, found 0; write fsync(fd)",
        "fsync(fd1, 1)~ 10:18: fsync takes 1 argument, found 2; write fsync(fd)",
        "open(\"file1\")~ 10:7: open takes 2 to 3 arguments, found 1; write open(path, flags,"
            + " [mode])",
        "open(\"file2\", O_RDWR)~ 10:12: there is no file 'file2'; declare it under 'files:'; did"
            + " you mean 'file1'?",
        "open(\"file1\", O_RDWRR)~ 10:21: unknown constant 'O_RDWRR' for 'flags' of open; did you"
            + " mean 'O_RDWR'?",
        "open(\"file1\", MAP_SHARED)~ 10:21: unknown constant 'MAP_SHARED' for 'flags' of open; it"
            + " takes O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_DIRECT",
        "open(\"file1\", 7)~ 10:21: 'flags' of open takes flags (O_RDONLY, O_WRONLY, O_RDWR,"
            + " O_CREAT, O_DIRECT), found a number '7'",
        "fsync(fd2)~ 10:13: the variable 'fd2' is never assigned; did you mean 'fd1'?",
        "fsync(FD)~ 10:13: unknown constant 'FD'",
        "fsync(addr)~ 10:13: 'fd' of fsync takes a file descriptor, found an address 'addr'",
        "fsync(3)~ 10:13: 'fd' of fsync takes a file descriptor, found a number '3'",
        "read(fd1, 4K, addr)~ 10:17: 'address' of read takes an address, found a number '4K'",
        "read(fd1, addr, -1)~ 10:23: 'length' of read takes a size, found a number '-1'",
        "read(fd1, addr + fd1, 1)~ 10:17: '+' makes no sense between an address and a file"
            + " descriptor",
        "read(fd1, [addr], 1)~ 10:17: 'address' of read takes an address, found the list '[addr]'",
        "write(fd1, fil(1), 1)~ 10:18: unknown expression 'fil(…)'; did you mean 'fill'?",
        "write(fd1, fill(256), 1)~ 10:18: fill takes one byte, such as fill(0xAB)",
        "write(fd1, 5, 1)~ 10:18: 'data' of write takes an address or content, found a number '5'",
        "madvise(addr, 4K, MADV_PAGEOUT|MADV_DONTNEED)~ 10:25: 'advice' of madvise takes one"
            + " constant only",
        "reclaim(node=dirty, pases=2)~ 10:27: reclaim has no named argument 'pases'; did you mean"
            + " 'passes'?",
        "punch(fd1)~ 10:7: punch needs the named argument 'length='",
        "sleep(5)~ 10:13: 'time' of sleep takes a duration such as 200ms, found a number '5'",
        "x = drop_caches()~ 10:7: drop_caches has no result that 'x' could hold",
        "fd1 = open(\"file1\", O_RDWR)~ 10:7: the variable 'fd1' is assigned twice; first in line"
            + " 5",
        "aging = open(\"file1\", O_RDWR)~ 10:7: the variable 'aging' has the name of a constant;"
            + " choose another one",
        "child = open(\"file1\", O_RDWR)~ 10:7: the variable 'child' has the name of a process;"
            + " choose another one",
        "n = read(fd1, addr, n)~ 10:27: the variable 'n' is used before line 10 assigns it",
        "kill(chid)~ 10:12: the variable 'chid' is never assigned"
      })
  void saysWhatDoesNotFit(String call, String message) {
    assertThat(problems(call)).containsExactly("kara.yaml:" + message);
  }

  @Test
  void aVariableOfAnotherTaskIsWaitedFor() {
    Scenario scenario =
        Texts.parse(
            Texts.withTasks(
                """
                  a: [ fsync(fd) ]
                  b:
                    - fd = open("f", O_RDWR|O_CREAT)
                """));

    assertThat(new CallChecker(SampleCalls.ALL).problems(scenario)).isEmpty();
  }

  @Test
  void setUpCannotWaitForTasks() {
    Scenario scenario =
        Texts.parse(
            "scenario: s\n"
                + "title: t\n"
                + "setup: [ fsync(fd) ]\n"
                + "tasks:\n"
                + "  a:\n"
                + "    - fd = open(\"d/f\", 0)\n");

    assertThat(new CallChecker(SampleCalls.ALL).problems(scenario).map(ScenarioException::problem))
        .containsExactly("the variable 'fd' is used before line 6 assigns it");
  }

  @Test
  void aRenamedFileIsKnown() {
    assertThat(problems("rename(\"file1\", \"file9\")", "writeback(\"file9\")")).isEmpty();
  }

  @Test
  void checkThrowsTheFirstOfAllProblems() {
    assertThat(problems("f()", "fsync(fd1)", "g()")).hasSize(2);
    Scenario scenario = Texts.parse(SETUP + "    - f()\n    - g()\n");
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> new CallChecker(SampleCalls.ALL).check(scenario))
        .withMessage("kara.yaml:10:7: unknown call 'f'");
  }

  @Test
  void aRegistryHasEachNameOnceAndOptionalParametersLast() {
    Signature one = Signature.of("f", ValueType.NOTHING, "");

    assertThatIllegalArgumentException().isThrownBy(() -> Signatures.of(List.of(one, one)));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            one.with(Parameter.of("a", ValueType.INT).optional())
                .with(Parameter.of("b", ValueType.INT)));
  }
}
