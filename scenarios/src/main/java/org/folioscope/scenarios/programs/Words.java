package org.folioscope.scenarios.programs;

/** The arguments that random programs give to their calls, as drawn. */
final class Words {

  /** What files hold from the beginning; no later change stores such a byte. */
  static final int INITIAL = 0xF0;

  private static final int MOST_VALUES = 0xEF;

  private static final String[] OFFSETS = {"0", "0", "0", "4K", "4K", "100", "512", "5000", "8K"};
  private static final String[] LENGTHS = {"4K", "4K", "4K", "8K", "1", "512", "600"};
  private static final String[] SECTORS = {"0", "0", "4K", "4K", "512", "8K"};
  private static final String[] SECTOR_LENGTHS = {"4K", "4K", "4K", "8K", "512"};
  private static final String[] IN_MEMORY = {"", "", " + 4K", " + 100", " + 512"};
  private static final String[] WITHIN_A_PAGE = {"1", "100", "512", "3K"};

  private final Draws draws;
  private int values;

  Words(Draws draws) {
    this.draws = draws;
  }

  /** A byte over and over that nobody else writes, as far as there are enough. */
  String content() {
    values = values % MOST_VALUES + 1;
    return "fill(0x%02X)".formatted(values);
  }

  /** A file, by the end of its name and of its variables. */
  String file() {
    return draws.oneOf("a", "a", "a", "b");
  }

  /** A page of memory. */
  String page() {
    return draws.oneOf("ma", "ma", "ma + 4K", "mb", "x");
  }

  String offset() {
    return draws.oneOf(OFFSETS);
  }

  String length() {
    return draws.oneOf(LENGTHS);
  }

  /** Where direct I/O may begin. */
  String sector() {
    return draws.oneOf(SECTORS);
  }

  /** How much direct I/O may move. */
  String sectors() {
    return draws.oneOf(SECTOR_LENGTHS);
  }

  /** What is added to the address of a mapping. */
  String inMemory() {
    return draws.oneOf(IN_MEMORY);
  }

  String lengthWithinPage() {
    return draws.oneOf(WITHIN_A_PAGE);
  }

  /** What fallocate does. */
  String mode() {
    return draws.oneOf(
        "FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE",
        "FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE",
        "FALLOC_FL_ZERO_RANGE",
        "FALLOC_FL_KEEP_SIZE");
  }
}
