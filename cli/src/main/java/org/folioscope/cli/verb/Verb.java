package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all verbs have in common: where they write. */
abstract class Verb implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "One JSON object on stdout; text goes to stderr.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  void help(boolean ignored) {
    // picocli shows it
  }

  CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  boolean isJson() {
    return json;
  }

  /** Where text goes: to stdout, unless that belongs to a JSON object. */
  PrintWriter text() {
    return json ? warnings() : spec().commandLine().getOut();
  }

  PrintWriter warnings() {
    return spec().commandLine().getErr();
  }

  void warn(String line) {
    warnings().println("folioscope: " + line);
  }

  /** Prints the object, if one is asked for. */
  void print(ObjectNode object) {
    if (json) {
      spec().commandLine().getOut().println(object.toPrettyString());
    }
  }
}
