package org.folioscope.scenarios.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.report.KernelLog;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Recorded;

/**
 * Where the results of one run of a suite live: {@code <runs>/suites/<filesystem>/<suite>/<n>/},
 * with a link {@code latest} to the newest. Results that are there are never touched.
 */
public final class SuiteDirectory {

  private static final String SUITES = "suites";
  private static final String README = "README.md";
  private static final String FAILURES = "failures";
  private static final String CASES = "cases";

  private final Path path;

  private SuiteDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the next directory for results.
   *
   * @param runs where all runs are
   * @throws BadInputException if nothing can be written there
   */
  public static SuiteDirectory create(Path runs, String filesystem, String suite) {
    Path parent = runs.resolve(SUITES).resolve(filesystem).resolve(suite);
    try {
      Files.createDirectories(parent);
      return new SuiteDirectory(claim(parent));
    } catch (IOException e) {
      throw unwritable(parent, e);
    }
  }

  private static Path claim(Path parent) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(parent.resolve(Integer.toString(number)));
      } catch (FileAlreadyExistsException e) {
        // another run's
      }
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Keeps the text of a failed case and the log of its failure.
   *
   * @return the text, which can be run as it is
   */
  public Path keep(CaseResult failed) {
    Path text = path.resolve(CASES).resolve(failed.scenario().name() + ".yaml");
    try {
      Files.createDirectories(path.resolve(CASES));
      Files.writeString(text, failed.scenario().text(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unwritable(text, e);
    }
    for (CaseResult.Failure failure : failed.failure()) {
      RunDirectory directory =
          RunDirectory.record(
                  path.resolve(FAILURES), failure.configuration(), new Recorded(failure.schedule()))
              .directory();
      directory.describe(CaseText.of(failed), dmesg(directory, failure.configuration()));
    }
    return text;
  }

  private static String dmesg(RunDirectory directory, Configuration configuration) {
    KeptLog log = KeptLog.open(directory.path(), _ -> configuration);
    try (LogCursor cursor = log.cursor()) {
      String kernel = configuration.policies().kernel().label();
      return KernelLog.text(KernelLog.of(cursor, log.taskNames(), log.setupEvents(), kernel));
    }
  }

  /** The log of a case that failed. */
  public Path log(CaseResult failed) {
    return path.resolve(FAILURES).resolve(failed.scenario().name()).resolve(RunDirectory.LATEST);
  }

  /**
   * Writes the results and points {@code latest} here.
   *
   * @param json the results as one JSON object
   * @param summary the results as text
   */
  public void finish(SuiteResult result, String json, String summary) {
    try {
      write("results.json", json);
      write("results.txt", summary);
      write("junit.xml", JunitXml.of(result));
      write("results.ktap", KtapText.of(result));
      write(README, readme(result));
      pointLatestHere();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(path.resolve(name), text, StandardCharsets.UTF_8);
  }

  /** Not every file system has symbolic links; results are complete without. */
  private void pointLatestHere() throws IOException {
    Path link = path.resolveSibling("." + path.getFileName() + ".link");
    try {
      Files.createSymbolicLink(link, path.getFileName());
    } catch (UnsupportedOperationException | FileSystemException e) {
      return;
    }
    Files.move(link, path.resolveSibling(RunDirectory.LATEST), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String readme(SuiteResult result) {
    return """
    # %s

    | file | what it is |
    |---|---|
    | `results.txt` | the counts and each failure, for people |
    | `results.json` | every case with its status and message, for programs |
    | `junit.xml` | the same for build servers, as JUnit writes it |
    | `results.ktap` | the same as KTAP version 1, as the kernel's tests write it |
    | `cases/NAME.yaml` | the text of each case that failed; `folioscope run` and `explore` take it |
    | `failures/NAME/latest/` | the recorded run of that failure, with a `README.txt` of its own; \
    `folioscope replay` takes it |

    A case that failed can be repeated: `results.txt` has the command for each.
    """
        .formatted(result.summary());
  }

  private static BadInputException unwritable(Path where, IOException e) {
    return new BadInputException("cannot keep results in " + where + ": " + e.getMessage(), e);
  }
}
