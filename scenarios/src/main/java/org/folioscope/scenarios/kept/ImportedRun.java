package org.folioscope.scenarios.kept;

import java.nio.file.Path;
import java.util.function.Function;
import org.folioscope.eventlog.imports.JsonlImport;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.run.Configuration;

/** A run that comes as a JSON export and becomes a log again: what {@code import} does. */
public final class ImportedRun {

  private ImportedRun() {}

  /**
   * Makes a log of an export.
   *
   * @param file what {@code export --format jsonl} wrote
   * @param directory the log's directory, not there yet or empty
   * @param resolver finds the configuration that a header describes
   * @throws org.folioscope.eventlog.BadInputException when a line is not as the export writes it,
   *     or there is no way to read or write; then nothing is in the directory
   */
  public static JsonlImport.Imported read(
      Path file, Path directory, Function<LogHeader, Configuration> resolver) {
    return JsonlImport.read(file, header -> HeaderFamilies.of(header, resolver), directory);
  }
}
