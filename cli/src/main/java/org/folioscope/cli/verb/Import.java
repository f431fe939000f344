package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.folioscope.eventlog.imports.JsonlImport;
import org.folioscope.scenarios.kept.ImportedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: a kept run again from its export. */
@Command(
    name = "import",
    description = "Make the log again that was exported as JSON, byte for byte.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope export runs/kara-2018/latest --format jsonl --out run.jsonl",
      "  folioscope import run.jsonl --out runs/kara-2018/imported"
    })
final class Import extends Verb {

  @Parameters(paramLabel = "FILE", description = "What export --format jsonl wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The log's directory, not there yet or empty.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    JsonlImport.Imported imported = ImportedRun.read(file, directory, session()::configuration);
    text()
        .println(
            directory
                + ": "
                + imported.events()
                + " events in "
                + imported.steps()
                + " steps"
                + (imported.complete() ? "" : ", without an end record, as in the export"));
    ObjectNode json = Json.object();
    json.put("log", directory.toString());
    json.put("events", imported.events());
    json.put("steps", imported.steps());
    json.put("truncated", !imported.complete());
    print(json);
    return ExitStatus.EXPECTED;
  }
}
