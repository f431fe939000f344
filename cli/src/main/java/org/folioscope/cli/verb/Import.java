package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.kept.ImportedRun;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.ReplayedLog;
import org.folioscope.scenarios.kept.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import}: a run again from what {@code export --format jsonl} wrote. */
@Command(
    name = "import",
    description = "Make a kept run of a JSON export: its log is equal to the exported one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope export runs/kara-2018/latest --format jsonl --out run.jsonl",
      "  folioscope import run.jsonl --out imported",
      "  folioscope diff runs/kara-2018/latest imported/kara-2018/latest"
    })
final class Import extends PluggableVerb {

  @Parameters(paramLabel = "FILE", description = "What export --format jsonl wrote.")
  private Path file = Path.of("");

  @Mixin private OutputDirectory output = new OutputDirectory();

  @Override
  public Integer call() {
    RunDirectory directory = ImportedRun.keep(file, output.path(), session()::configuration);
    KeptLog log = KeptLog.open(directory.path(), session()::configuration);
    String head = CommandText.of(log.configuration()) + "\n\n";
    boolean violated = !ReplayedLog.of(log, Replay.ALL).violations().isEmpty();
    directory.describe(head + Rendering.page(log, violated), Rendering.dmesg(log));
    if (!log.isWhole()) {
      warn("the log in " + file + " is " + log.ending().message());
    }
    PrintWriter out = text();
    out.println(CommandText.of(log.configuration()));
    out.println("imported " + log.ending().lastEvent() + " events: " + directory.path());
    out.println("replay it: " + CommandText.replay(directory.path()));
    ObjectNode json = Json.of(log.configuration());
    json.put("file", file.toString());
    json.put("events", log.ending().lastEvent());
    json.put("truncated", !log.isWhole());
    json.put("log", directory.path().toString());
    print(json);
    return log.isWhole() ? ExitStatus.EXPECTED : ExitStatus.BAD_INPUT;
  }
}
