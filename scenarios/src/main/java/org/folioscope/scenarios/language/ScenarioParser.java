package org.folioscope.scenarios.language;

/** Reads the text of a scenario file. Knows no file system: {@link ScenarioFiles} finds files. */
public final class ScenarioParser {
  private ScenarioParser() {}

  /**
   * Reads a scenario.
   *
   * @param path the file's name for messages
   * @param bytes its bytes, UTF-8, at most 1 MiB
   * @throws ScenarioException at the first thing that is wrong
   */
  public static Scenario parse(String path, byte[] bytes) {
    return parse(SourceDecoder.decode(path, bytes));
  }

  /**
   * Reads a scenario.
   *
   * @param path a name for messages
   * @param text the text of a scenario file
   * @throws ScenarioException at the first thing that is wrong
   */
  public static Scenario parse(String path, String text) {
    return parse(SourceDecoder.checked(SourceDecoder.source(path, text)));
  }

  private static Scenario parse(Source source) {
    return new ScenarioReader(source).scenario(YamlTree.read(source));
  }
}
