package org.folioscope.scenarios.suite;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.Scenario;

/**
 * Cases that are not to be run, as xfstests has such lists: one name on a line, what follows a
 * {@code #} is the reason.
 *
 * @param file the list's name for messages
 * @param reasons the reason of each name, empty where none is given
 */
public record ExpungeList(String file, LinkedHashMap<String, String> reasons) {

  /** Nothing is left out. */
  public static final ExpungeList NONE = new ExpungeList("", LinkedHashMap.empty());

  /**
   * Reads a list.
   *
   * @throws BadInputException if it cannot be read, or a line holds more than a name
   */
  public static ExpungeList read(Path path) {
    try {
      return parse(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadInputException(path + ": the expunge list cannot be read", e);
    }
  }

  static ExpungeList parse(String file, String text) {
    LinkedHashMap<String, String> reasons = LinkedHashMap.empty();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int hash = line.indexOf('#');
      String name = (hash < 0 ? line : line.substring(0, hash)).strip();
      if (name.chars().anyMatch(Character::isWhitespace)) {
        throw new BadInputException(
            file + ":" + number + ": expected one case's name, found '" + name + "'");
      }
      if (!name.isEmpty()) {
        reasons = reasons.put(name, hash < 0 ? "" : line.substring(hash + 1).strip());
      }
    }
    return new ExpungeList(file, reasons);
  }

  /** Why a case is not to be run; nothing if it is. */
  Option<String> reason(String name) {
    return reasons
        .get(name)
        .map(reason -> "expunged by " + file + (reason.isEmpty() ? "" : ": " + reason));
  }

  /** The result of a case that is not to be run; nothing if it is. */
  public Option<CaseResult> skipped(Scenario scenario) {
    return reason(scenario.name())
        .map(reason -> CaseResult.of(scenario, CaseStatus.SKIPPED, reason));
  }

  /** The names that no case of the suite has: they were mistyped, or the case is gone. */
  public Vector<String> unknown(Suite suite) {
    return reasons.keySet().toVector().removeAll(suite.cases().map(one -> one.name()));
  }
}
