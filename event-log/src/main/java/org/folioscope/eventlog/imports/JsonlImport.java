package org.folioscope.eventlog.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.chronicle.ChronicleCopy;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogHeader;

/**
 * A log again from what {@code export.JsonlExport} wrote: the same steps, marks, digests and end
 * record, byte for byte. What was torn or damaged when it was exported becomes a torn log. The hash
 * in the end record is compared, so that a changed line is found; the log is written beside its
 * place and moved there when it is whole.
 */
public final class JsonlImport {

  private final Path file;
  private final LineReader lines;

  private JsonlImport(Path file, LineReader lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * What was imported.
   *
   * @param header the log's header
   * @param events how many events there are
   * @param steps how many steps
   * @param complete whether the log has an end record
   */
  public record Imported(LogHeader header, long events, long steps, boolean complete) {}

  /**
   * Reads an export and makes a log of it.
   *
   * @param families gives the vocabularies at hand for a log with such a header
   * @param target the log's directory, not there yet or empty
   * @throws BadInputException when a line is not as the export writes it, or there is no way to
   *     read or write; then nothing is at the target
   */
  public static Imported read(
      Path file,
      Function<LogHeader, ? extends List<? extends EventFamily<?>>> families,
      Path target) {
    requireFree(target);
    try (InputStream in = Files.newInputStream(file)) {
      return new JsonlImport(file, new LineReader(in)).read(families, target);
    } catch (IOException e) {
      throw new BadInputException("cannot read " + file + ": " + reason(e), e);
    }
  }

  private Imported read(
      Function<LogHeader, ? extends List<? extends EventFamily<?>>> families, Path target)
      throws IOException {
    LogHeader header = header();
    List<? extends EventFamily<?>> known = families.apply(header);
    Path beside = claimBeside(target);
    try {
      Imported imported = write(header, known, beside);
      moveTo(target, beside);
      return imported;
    } finally {
      remove(beside);
    }
  }

  private LogHeader header() throws IOException {
    try {
      Members line = JsonLine.parse(nextLine());
      line.only("log");
      Members log = line.object("log");
      log.only("format", "families", "properties");
      if (log.integer("format") != LogHeader.FORMAT) {
        throw new MalformedLineException(
            "the log has format "
                + log.integer("format")
                + "; this program reads format "
                + LogHeader.FORMAT
                + ", use the version that wrote it");
      }
      return new LogHeader(LogHeader.FORMAT, families(log), log.texts("properties"));
    } catch (MalformedLineException e) {
      throw malformed(e);
    }
  }

  private static List<LogHeader.Family> families(Members log) {
    List<LogHeader.Family> families = new ArrayList<>();
    for (Object item : log.list("families")) {
      if (!(item instanceof Members family)) {
        throw new MalformedLineException(log.below("families") + " holds " + Members.show(item));
      }
      family.only("name", "version", "types");
      List<String> types = new ArrayList<>();
      for (Object type : family.list("types")) {
        if (!(type instanceof String name)) {
          throw new MalformedLineException(family.below("types") + " holds " + Members.show(type));
        }
        types.add(name);
      }
      String name = family.text("name");
      if (families.stream().anyMatch(other -> other.name().equals(name))) {
        throw new MalformedLineException("the family " + name + " comes twice");
      }
      families.add(new LogHeader.Family(name, family.integer("version"), List.copyOf(types)));
    }
    return families;
  }

  private Imported write(LogHeader header, List<? extends EventFamily<?>> known, Path directory)
      throws IOException {
    try (ChronicleCopy copy = ChronicleCopy.create(directory, header, known)) {
      StepAssembler steps = new StepAssembler(header, known, copy);
      while (true) {
        Members line = JsonLine.parse(nextLine());
        if (line.has("n")) {
          steps.event(line);
        } else if (line.has("mark")) {
          steps.mark(line);
        } else if (line.has("content")) {
          steps.content(line);
        } else {
          boolean complete = steps.end(line);
          if (lines.next() != null) {
            throw new MalformedLineException("something follows on the end");
          }
          return new Imported(header, steps.events(), steps.steps(), complete);
        }
      }
    } catch (MalformedLineException e) {
      throw malformed(e);
    }
  }

  private byte[] nextLine() throws IOException {
    byte[] line = lines.next();
    if (line == null) {
      throw new MalformedLineException(
          lines.number() == 1
              ? "the file is empty"
              : "the file ends here, without the line that says {\"end\":...}: it was cut");
    }
    return line;
  }

  private BadInputException malformed(MalformedLineException e) {
    return new BadInputException(file + ":" + lines.number() + ": " + e.getMessage(), e);
  }

  private static void requireFree(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isEmpty()) {
        return;
      }
    } catch (IOException e) {
      // a file, or nothing that we may look into
    }
    throw new BadInputException("there is " + target + " already: give another directory");
  }

  private static Path claimBeside(Path target) {
    Path place = target.toAbsolutePath().normalize();
    try {
      Path parent = Files.createDirectories(Objects.requireNonNull(place.getParent()));
      for (int number = 1; ; number++) {
        try {
          return Files.createDirectory(
              parent.resolve("." + place.getFileName() + ".import-" + number));
        } catch (FileAlreadyExistsException e) {
          // another import's
        }
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static void moveTo(Path target, Path whole) {
    try {
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static void remove(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static BadInputException unwritable(Path target, IOException e) {
    return new BadInputException("cannot write a log into " + target + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    String what = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? what : what + " " + e.getMessage();
  }
}
