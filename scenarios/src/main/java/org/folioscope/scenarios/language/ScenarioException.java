package org.folioscope.scenarios.language;

import org.folioscope.eventlog.BadInputException;

/**
 * Something wrong in a scenario file: {@code file:line:column: what is wrong; what would be right},
 * in one line.
 */
public final class ScenarioException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final transient Position position;
  private final String problem;

  /**
   * @param path the file as the user named it
   * @param position where in the file
   * @param problem what is wrong and what would be right; line breaks are squeezed out
   */
  public ScenarioException(String path, Position position, String problem) {
    super(path + ":" + position + ": " + oneLine(problem));
    this.path = path;
    this.position = position;
    this.problem = oneLine(problem);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }

  /** The file as the user named it. */
  public String path() {
    return path;
  }

  /** Where in the file. */
  public Position position() {
    return position;
  }

  /** The message without the place. */
  public String problem() {
    return problem;
  }
}
