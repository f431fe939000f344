package org.folioscope.scenarios.kept;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.scenarios.plugin.PluginException;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * Where everything about one kept run lives: {@code
 * <runs>/<scenario>/<kernel>-<filesystem>-<schedule>-<n>/}. Nothing in it is absolute, so it can be
 * moved to another place or machine. A run that is there is never touched: the next one gets the
 * next free number. While a run is recorded its directory has {@code unfinished} for a schedule.
 */
public final class RunDirectory {

  /** The directory of the Chronicle queue in a run directory. */
  public static final String LOG = "log";

  /** The link in a scenario's directory to its newest run. */
  public static final String LATEST = "latest";

  private static final String SCHEDULE = "schedule.txt";
  private static final String SUMMARY = "run.json";
  private static final String TEXT = "run.txt";
  private static final String DMESG = "dmesg.txt";
  private static final String README = "README.txt";
  private static final int LONGEST_SCHEDULE = 24;

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * A recorded run.
   *
   * @param directory where it is
   * @param execution what happened
   */
  public record Recorded(RunDirectory directory, Execution execution) {}

  /**
   * Executes under the scheduler and keeps the run.
   *
   * @param runs where the runs of all scenarios are
   * @throws BadInputException when nothing can be written there
   */
  public static Recorded record(Path runs, Configuration configuration, Scheduler scheduler) {
    Path scenario = runs.resolve(configuration.scenario().name());
    try {
      boolean runsAreNew = !Files.exists(runs);
      Files.createDirectories(scenario);
      Path unfinished = claim(scenario, prefix(configuration) + "unfinished");
      Execution execution = record(configuration, scheduler, unfinished, runsAreNew);
      RunSummary summary = RunSummary.of(execution);
      return new Recorded(keep(unfinished, scenario, configuration, summary), execution);
    } catch (IOException e) {
      throw unwritable(scenario, e);
    }
  }

  /** Moves the log of a run that is over to its place, and tells about it there. */
  static RunDirectory keep(
      Path unfinished, Path scenario, Configuration configuration, RunSummary summary)
      throws IOException {
    String schedule = summary.schedule();
    String word = schedule == null ? "torn" : word(schedule);
    Path finished = claim(scenario, prefix(configuration) + word);
    Files.move(unfinished.resolve(LOG), finished.resolve(LOG));
    Files.delete(unfinished);
    RunDirectory directory = new RunDirectory(finished);
    if (schedule != null) {
      directory.write(SCHEDULE, schedule + "\n");
    }
    directory.write(SUMMARY, summary.json(configuration));
    directory.write(README, directory.readme(configuration));
    directory.pointLatestHere();
    return directory;
  }

  /**
   * The log that a person names: a run directory, or the directory of its queue.
   *
   * @throws BadInputException if there is no such directory
   */
  public static Path logIn(Path named) {
    if (!Files.exists(named)) {
      throw new BadInputException("no log at " + named + ": there is no such directory");
    }
    if (!Files.isDirectory(named)) {
      throw new BadInputException(
          named + " is not a log: it is a file; name a run directory such as runs/NAME/latest");
    }
    Path log = named.resolve(LOG);
    return Files.isDirectory(log) ? log : named;
  }

  /**
   * The schedule that a person names: by its id, or by a file or run directory that holds it.
   *
   * @throws BadInputException if it is none of these
   */
  public static Schedule schedule(String named) {
    if (named.indexOf('/') < 0) {
      return Schedule.parse(named);
    }
    Path file = Path.of(named);
    if (Files.isDirectory(file)) {
      file = file.resolve(SCHEDULE);
    }
    try {
      return Schedule.parse(Files.readString(file).strip());
    } catch (IOException e) {
      throw new BadInputException(file + ": the schedule cannot be read: " + reason(e), e);
    }
  }

  /** Where the run is. */
  public Path path() {
    return path;
  }

  /** The directory of its log. */
  public Path log() {
    return path.resolve(LOG);
  }

  /** What to type for the run's schedule: the schedule's id, or a file if that is long. */
  public String typedSchedule(Schedule schedule) {
    return schedule.id().length() <= LONGEST_SCHEDULE
        ? schedule.id()
        : path.resolve(SCHEDULE).toString();
  }

  /**
   * Adds the run as text, for people.
   *
   * @param text what happened
   * @param dmesg what the kernel would have printed
   */
  public void describe(String text, String dmesg) {
    try {
      write(TEXT, text);
      write(DMESG, dmesg);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(path.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static Execution record(
      Configuration configuration, Scheduler scheduler, Path unfinished, boolean runsAreNew)
      throws IOException {
    try {
      return KeptRun.record(configuration, scheduler, unfinished.resolve(LOG));
    } catch (PluginException e) {
      if (!Files.exists(unfinished.resolve(LOG))) {
        remove(unfinished, runsAreNew);
        throw e;
      }
      // Who writes the plug-in wants to see how far it came.
      throw new PluginException(e.getMessage() + "; the log up to there is in " + unfinished, e);
    } catch (RuntimeException e) {
      // What cannot be set up leaves nothing behind.
      remove(unfinished, runsAreNew);
      throw e;
    }
  }

  private static void remove(Path unfinished, boolean runsAreNew) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(unfinished)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Path scenario = Objects.requireNonNull(unfinished.getParent());
    try (Stream<Path> others = Files.list(scenario)) {
      if (others.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(scenario);
    if (runsAreNew) {
      Files.deleteIfExists(Objects.requireNonNull(scenario.getParent()));
    }
  }

  /** Makes the next directory that is not there yet; whoever makes it owns it. */
  static Path claim(Path scenario, String name) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(scenario.resolve(name + "-" + number));
      } catch (FileAlreadyExistsException e) {
        // another run's
      }
    }
  }

  /** Not every file system has symbolic links; a run is complete without. */
  private void pointLatestHere() throws IOException {
    Path link = path.resolveSibling("." + path.getFileName() + ".link");
    try {
      Files.createSymbolicLink(link, path.getFileName());
    } catch (UnsupportedOperationException | FileSystemException e) {
      return;
    }
    Files.move(link, path.resolveSibling(LATEST), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String prefix(Configuration configuration) {
    return configuration.policies().kernel().label()
        + "-"
        + configuration.filesystem().name()
        + "-";
  }

  private static String word(String schedule) {
    return schedule.length() <= LONGEST_SCHEDULE
        ? schedule
        : "%012x".formatted(StableHash.of(schedule) & 0xFFFF_FFFF_FFFFL);
  }

  private String readme(Configuration configuration) {
    return """
    A run of the scenario %s on %s with %s, kept by folioscope.

    %-13s what happened, event by event, in a Chronicle queue
    %-13s the scenario's text, the configuration, the schedule and the outcome,
                  for programs
    %-13s the run as text, for people
    %-13s what the kernel would have printed; event numbers instead of times
    %-13s the schedule's id, for folioscope run NAME --schedule
    %-13s this page

    Everything that a replay needs is in the log, so this directory can be moved.

      folioscope replay %s --reexecute
      folioscope export %s --format text --marks
    """
        .formatted(
            configuration.scenario().name(),
            configuration.policies().kernel().label(),
            configuration.filesystem().name(),
            LOG + "/",
            SUMMARY,
            TEXT,
            DMESG,
            SCHEDULE,
            README,
            path.getFileName(),
            path.getFileName());
  }

  static BadInputException unwritable(Path where, IOException e) {
    return new BadInputException("cannot keep the run in " + where + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "no permission";
      case NoSuchFileException _ -> "there is no such file";
      case FileAlreadyExistsException in -> in.getFile() + " is in the way";
      case FileSystemException in when in.getReason() != null -> in.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
