package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.export.JsonlExport;
import org.folioscope.eventlog.export.TextExport;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.language.DidYouMean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a kept run for people, or for other programs. */
@Command(
    name = "export",
    description = "Write a kept run as aligned text, or as JSON with one object a line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope export runs/kara-2018/latest --format text --marks",
      "  folioscope export runs/kara-2018/latest --format jsonl --out run.jsonl"
    })
final class Export extends PluggableVerb {

  private static final List<String> FORMATS = List.of("text", "jsonl");

  @Parameters(paramLabel = "LOG", description = "A run directory, or its log.")
  private Path path = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text (default) or jsonl.")
  private String format = "text";

  @Option(
      names = "--marks",
      description = "In text also where functions are entered and left; jsonl always has it.")
  private boolean marks;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to a file that is not there yet; else to stdout.")
  private @Nullable Path file;

  /** A log and the vocabularies that are at hand for it. */
  private record Source(ChronicleReader reader, List<? extends EventFamily<?>> families) {}

  @Override
  public Integer call() {
    if (!FORMATS.contains(format)) {
      throw new BadInputException(
          "there is no format '"
              + format
              + "'"
              + DidYouMean.hint(format, FORMATS)
              + "; there are "
              + String.join(", ", FORMATS));
    }
    LogEnding ending = export(open());
    boolean whole = ending.kind() == LogEnding.Kind.COMPLETE;
    if (!whole) {
      warn("the log " + path + " is " + ending.message());
    }
    ObjectNode json = Json.object();
    json.put("log", path.toString());
    json.put("format", format);
    json.put("events", ending.lastEvent());
    json.put("truncated", !whole);
    json.put("out", file == null ? null : file.toString());
    print(json);
    return whole ? ExitStatus.EXPECTED : ExitStatus.BAD_INPUT;
  }

  /** What is not known here is exported as it is encoded. */
  private Source open() {
    Path directory = RunDirectory.logIn(path);
    ChronicleReader opaque = ChronicleReader.open(directory, List.of());
    try {
      KeptLog log = open(path);
      log.missing().ifPresent(missing -> warn(missing + "; its events are exported encoded"));
      List<EventFamily<?>> families = log.families();
      return new Source(ChronicleReader.open(directory, families), families);
    } catch (BadInputException e) {
      warn(e.getMessage() + "; events are exported as they are encoded");
      return new Source(opaque, List.of());
    }
  }

  private LogEnding export(Source source) {
    try {
      if (file == null) {
        OutputStream out = WriterStream.to(text());
        LogEnding ending = write(source, out);
        out.flush();
        return ending;
      }
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        return write(source, out);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException(file + " is there already; name another file", e);
    } catch (NoSuchFileException e) {
      throw new BadInputException("cannot write " + file + ": there is no such directory", e);
    } catch (IOException e) {
      throw new BadInputException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private LogEnding write(Source source, OutputStream out) throws IOException {
    if (format.equals("jsonl")) {
      return JsonlExport.write(source.reader(), source.families(), out);
    }
    try (LogCursor cursor = source.reader().cursor()) {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      TextExport.write(cursor, TextExport.taskNames(source.reader().header()), marks, writer);
      writer.flush();
      return cursor.ending();
    }
  }
}
