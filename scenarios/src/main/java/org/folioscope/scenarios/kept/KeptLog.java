package org.folioscope.scenarios.kept;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.export.TextExport;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.plugin.MissingPlugin;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** A kept run as read back: its log, and the configuration that the log's header tells. */
public final class KeptLog {

  private final Path path;
  private final Configuration configuration;
  private final ChronicleReader reader;
  private final List<EventFamily<?>> families;
  private @Nullable LogEnding ending;
  private long setupEvents;

  private KeptLog(
      Path path,
      Configuration configuration,
      ChronicleReader reader,
      List<EventFamily<?>> families) {
    this.path = path;
    this.configuration = configuration;
    this.reader = reader;
    this.families = families;
  }

  /**
   * Opens a log.
   *
   * @param named a run directory, or the directory of its queue
   * @param resolver finds the configuration that a header describes
   * @throws BadInputException if it is no log, or its header cannot be read
   */
  public static KeptLog open(Path named, Function<LogHeader, Configuration> resolver) {
    Path directory = RunDirectory.logIn(named);
    LogHeader header = ChronicleReader.open(directory, List.of()).header();
    Configuration configuration = resolver.apply(header);
    List<EventFamily<?>> families = EmulatedMachine.wire(configuration).families();
    return new KeptLog(named, configuration, ChronicleReader.open(directory, families), families);
  }

  /** Where it is, as the person named it. */
  public Path path() {
    return path;
  }

  /** What was run. */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * The configuration, all of which is at hand.
   *
   * @throws BadInputException if it needs a plug-in that is missing
   */
  public Configuration wholeConfiguration() {
    missing()
        .ifPresent(missing -> {
          throw new BadInputException(missing);
        });
    return configuration;
  }

  /** Which plug-in it needs that is missing, in words; its events are opaque then. */
  public Optional<String> missing() {
    return configuration.filesystem() instanceof MissingPlugin missing
        ? Optional.of("the log " + path + " " + missing.plugin().needed())
        : Optional.empty();
  }

  /** What stands before the first event. */
  public LogHeader header() {
    return reader.header();
  }

  /** The vocabularies of the configuration. */
  public List<EventFamily<?>> families() {
    return families;
  }

  /** A cursor before the first step. */
  public LogCursor cursor() {
    return reader.cursor();
  }

  /** Names the tasks. */
  public IntFunction<String> taskNames() {
    return TextExport.taskNames(reader.header());
  }

  /** Why the log ends where it does; reads all of it the first time. */
  public LogEnding ending() {
    LogEnding known = ending;
    if (known == null) {
      known = readThrough();
      ending = known;
    }
    return known;
  }

  /** Whether the log was read as it was written, to its end. */
  public boolean isWhole() {
    return ending().kind() == LogEnding.Kind.COMPLETE;
  }

  /** How many of the events belong to set-up. */
  public long setupEvents() {
    return ending().end() == null ? setupEvents : number(ending().end());
  }

  /**
   * The schedule of the run.
   *
   * @throws BadInputException if the log has no end record, which tells it
   */
  public Schedule schedule() {
    LogEnd end = ending().end();
    String id = end == null ? null : end.properties().get(KeptRun.SCHEDULE);
    if (id == null) {
      throw new BadInputException(
          "the log "
              + path
              + " does not tell its schedule, which stands in its end record: "
              + ending().message());
    }
    return Schedule.parse(id);
  }

  private long number(LogEnd end) {
    String written = end.properties().get(KeptRun.SETUP_EVENTS);
    return written == null ? setupEvents : Long.parseLong(written);
  }

  /**
   * Set-up ends where the first of the tasks starts; the end record says it too, if there is one.
   */
  private LogEnding readThrough() {
    boolean started = false;
    try (LogCursor cursor = cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        for (LoggedStep.Logged logged : step.events()) {
          started |= logged.event() instanceof MachineEvent.TaskStarted start && start.task() == 0;
          setupEvents = started ? setupEvents : logged.number();
        }
      }
      return cursor.ending();
    }
  }
}
