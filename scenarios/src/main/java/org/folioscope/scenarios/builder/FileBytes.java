package org.folioscope.scenarios.builder;

import org.folioscope.scenarios.language.FileContent;

/**
 * Bytes that a few letters describe: what a file holds, or what a call stores.
 *
 * @param content one byte over and over, or a pattern
 */
public record FileBytes(FileContent content) implements Expression {

  @Override
  public String written() {
    return switch (content) {
      case FileContent.Fill fill -> "fill(" + fill.value() + ")";
      case FileContent.Pattern pattern -> "pattern(" + pattern.seed() + ")";
      case FileContent.Hole _ -> "hole()";
    };
  }
}
