package org.folioscope.cli.verb;

/** The command's exit statuses. */
public final class ExitStatus {

  /** As expected. */
  public static final int EXPECTED = 0;

  /** A violation, an unexpected outcome or a difference. */
  public static final int UNEXPECTED = 1;

  /** Wrong usage or bad input. */
  public static final int BAD_INPUT = 2;

  /** No verdict was reached. */
  public static final int UNKNOWN = 3;

  /** A defect of this program. */
  public static final int INTERNAL_ERROR = 70;

  private ExitStatus() {}
}
