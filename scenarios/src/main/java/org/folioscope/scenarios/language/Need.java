package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Locale;

/**
 * What a scenario may need of a filesystem beyond reading and writing. Whether a filesystem has it
 * is found out by trying, as xfstests does with its {@code _require} functions.
 */
public enum Need {
  /** Files can be made shorter. */
  TRUNCATE("files can be made shorter"),
  /** Holes can be punched: FALLOC_FL_PUNCH_HOLE. */
  PUNCH("holes can be punched (FALLOC_FL_PUNCH_HOLE)"),
  /** Space can be allocated beforehand: fallocate. */
  FALLOCATE("space can be allocated beforehand (fallocate)"),
  /** A range can be zeroed: FALLOC_FL_ZERO_RANGE. */
  ZERO_RANGE("a range can be zeroed (FALLOC_FL_ZERO_RANGE)"),
  /** A part of a file that was never written has no block, and SEEK_HOLE finds it. */
  HOLES("what was never written has no block (SEEK_HOLE)"),
  /** All files take their blocks from the same free space, so that one can leave none to others. */
  SHARED_SPACE("files take their blocks from one free space, which can be used up"),
  /** Names can be removed and changed. */
  NAMES("names can be removed and changed (unlink, rename)"),
  /** The device can be made to fail. */
  DEVICE_ERRORS("the device can be made to fail");

  private final String meaning;

  Need(String meaning) {
    this.meaning = meaning;
  }

  /** How it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, for messages. */
  public String meaning() {
    return meaning;
  }

  /** The one that is written so. */
  public static Option<Need> named(String word) {
    return Vector.of(values()).find(need -> need.word().equals(word));
  }

  static Vector<String> words() {
    return Vector.of(values()).map(Need::word);
  }
}
