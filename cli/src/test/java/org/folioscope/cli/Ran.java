package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.folioscope.cli.verb.Interruption;

/** The command as it ran inside this JVM, and what it left. */
record Ran(int status, String out, String err) {

  private static final String[] STACK_TRACE = {"\tat ", "at org.folioscope"};

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Runs the command; whatever happens, nobody sees a stack trace or the name of an exception. */
  static Ran command(Object... arguments) {
    Ran ran = executed(arguments);
    assertThat(ran.out + ran.err).doesNotContain(STACK_TRACE).doesNotContain("Exception");
    return ran;
  }

  /** Runs the command with plug-ins: what their code threw may be named, without a stack trace. */
  static Ran withPlugins(Object... arguments) {
    Ran ran = executed(arguments);
    assertThat(ran.out + ran.err).doesNotContain(STACK_TRACE);
    return ran;
  }

  private static Ran executed(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int status =
        Main.execute(
            new Interruption(false), new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ran(status, out.toString(), err.toString());
  }

  /** The one object on stdout. */
  JsonNode json() {
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON object: " + out, e);
    }
  }

  Ran exits(int expected) {
    assertThat(status).as("exit status; stderr: %s", err).isEqualTo(expected);
    return this;
  }

  /** Wrong usage or bad input: status 2, nothing on stdout, one line that says all this. */
  void refuses(String... parts) {
    exits(2);
    assertThat(out).isEmpty();
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("folioscope: ").contains(parts);
  }
}
