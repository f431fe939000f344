package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.scenarios.language.Texts.call;
import static org.folioscope.scenarios.language.Texts.callError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reclaim()",
        "fd1 = open(\"file1\", O_RDWR|O_CREAT)",
        "reclaim(aging, node=dirty, passes=2)",
        "store(addr + 4K, fill(171))",
        "store((a + 1) * 2, pattern(7))",
        "pwrite(fd, \"tab\\t quote\\\" \\x07\", -1)",
        "readv(fd, [[addr, 4K], [addr + 4K, 4K]])",
        "sleep(5s, 200ms, 1us, 3ns)",
        "f([], g(), 2G)"
      })
  void canonicalCallsReadAsThemselves(String text) {
    assertThat(call(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "f( 0x1000 ,4096,1024K )~ f(4K, 4K, 1M)",
        "f(1000ms)~ f(1s)",
        "f(a+b*2-1)~ f((a + (b * 2)) - 1)",
        "f(A | B|C)~ f(A|B|C)",
        "x=f()~ x = f()",
        "f(-4K)~ f(-4K)",
        "'''f(\"it: is # so\")'''~ f(\"it: is # so\")"
      })
  void callsMayBeWrittenFreely(String text, String canonical) {
    assertThat(call(text)).isEqualTo(canonical);
  }

  @Test
  void aCallMayGoOverSeveralLines() {
    assertThat(call("addr = mmap(4K,\n        PROT_READ,\n        fd1)"))
        .isEqualTo("addr = mmap(4K, PROT_READ, fd1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "f(a~ kara.yaml:5:10: expected ')' after the arguments of f",
        "f(a b)~ kara.yaml:5:11: expected ')' after the arguments of f",
        "f(a) g~ kara.yaml:5:12: expected the end of the call after ')', found 'g'",
        "fsync~ kara.yaml:5:12: expected '=' or '(' after 'fsync', found the end",
        "x = fsync~ kara.yaml:5:16: expected '(' after 'fsync', found the end",
        "f(4k)~ kara.yaml:5:9: '4k' has the unknown suffix 'k'; sizes end in K, M or G, durations"
            + " in ns, us, ms or s",
        "f(99999999999G)~ kara.yaml:5:9: '99999999999G' does not fit into 63 bits",
        "f(a=1, b)~ kara.yaml:5:14: a positional argument stands after a named one; named arguments"
            + " come last",
        "f(a=1, a=2)~ kara.yaml:5:14: the argument 'a' is given twice",
        "f(A|1)~ kara.yaml:5:11: '|' joins constants such as PROT_READ|PROT_WRITE, not '1'",
        "f(-x)~ kara.yaml:5:9: '-' stands before a number or between two operands",
        "f(a,)~ kara.yaml:5:11: expected an argument (a number, a \"string\", a name or a [list]),"
            + " found ')'",
        "f(\"a)~ kara.yaml:5:12: the string is not closed; expected '\"'",
        "f(\"\\q\")~ kara.yaml:5:10: unknown escape in a string; there are \\\" \\\\ \\n"
            + " \\r"
            + " \\t and \\x00 to \\x7f"
      })
  void saysWhereACallIsWrongAndWhatWouldBeRight(String text, String message) {
    assertThat(callError(text)).isEqualTo(message);
  }

  @Test
  void saysThatYamlCutTheCallOff() {
    assertThat(callError("write(fd, \"a # b\")"))
        .isEqualTo(
            "kara.yaml:5:19: the string is not closed; expected '\"'; ' #' starts a comment in"
                + " YAML, so put the whole call in single quotes");
    assertThat(callError("write(fd, \"a: b\")"))
        .isEqualTo(
            "kara.yaml:5:7: YAML reads this call as a list or a mapping (because of ': ', '[' or"
                + " '{'); put the whole call in single quotes");
  }

  @Test
  void placesInAQuotedCallAreThoseOfTheFile() {
    assertThat(callError("'f(a b)'")).startsWith("kara.yaml:5:12: ");
    assertThat(callError("\"f(\\\"x\\\" b)\"")).startsWith("kara.yaml:5:7: ");
  }

  @Test
  void refusesWhatNoReaderCouldFollow() {
    assertThat(callError("f(" + "(".repeat(100_000)))
        .endsWith("arguments are nested deeper than 16");
    assertThat(callError("f(" + "a".repeat(5_000) + ")"))
        .endsWith("the call is longer than 4000 characters");
  }
}
