package org.folioscope.scenarios.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.folioscope.eventlog.imports.JsonlImport;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;

/** A run that comes as a JSON export and becomes a log again: what {@code import} does. */
public final class ImportedRun {

  private ImportedRun() {}

  /**
   * Makes a run directory of an export.
   *
   * @param file what {@code export --format jsonl} wrote
   * @param runs where the runs of all scenarios are
   * @param resolver finds the configuration that a header describes
   * @throws org.folioscope.eventlog.BadInputException when a line is not as the export writes it,
   *     or there is no way to read or write; then nothing is left behind
   */
  public static RunDirectory keep(
      Path file, Path runs, Function<LogHeader, Configuration> resolver) {
    List<Path> missing = missing(runs);
    Path unfinished = null;
    boolean kept = false;
    try {
      Files.createDirectories(runs);
      unfinished = RunDirectory.claim(runs, ".import");
      read(file, unfinished.resolve(RunDirectory.LOG), resolver);
      KeptLog log = KeptLog.open(unfinished, resolver);
      RunSummary summary = RunSummary.of(log);
      Configuration configuration = log.configuration();
      Path scenario = Files.createDirectories(runs.resolve(configuration.scenario().name()));
      RunDirectory directory = RunDirectory.keep(unfinished, scenario, configuration, summary);
      kept = true;
      return directory;
    } catch (IOException e) {
      throw RunDirectory.unwritable(runs, e);
    } finally {
      if (!kept) {
        remove(unfinished, missing);
      }
    }
  }

  /**
   * Makes a log of an export.
   *
   * @param file what {@code export --format jsonl} wrote
   * @param directory the log's directory, not there yet or empty
   * @param resolver finds the configuration that a header describes
   * @throws org.folioscope.eventlog.BadInputException when a line is not as the export writes it,
   *     or there is no way to read or write; then nothing is in the directory
   */
  static JsonlImport.Imported read(
      Path file, Path directory, Function<LogHeader, Configuration> resolver) {
    return JsonlImport.read(file, header -> HeaderFamilies.of(header, resolver), directory);
  }

  /** The directories to be made for this one, the innermost first. */
  private static List<Path> missing(Path directory) {
    List<Path> missing = new ArrayList<>();
    Path place = directory.toAbsolutePath().normalize();
    for (Path at = place; at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  /** Removes what was begun; whatever another run has put there meanwhile stays. */
  private static void remove(@Nullable Path unfinished, List<Path> made) {
    try {
      if (unfinished != null && Files.exists(unfinished)) {
        try (Stream<Path> all = Files.walk(unfinished)) {
          for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      for (Path directory : made) {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      // what brought us here is the better message
    }
  }
}
