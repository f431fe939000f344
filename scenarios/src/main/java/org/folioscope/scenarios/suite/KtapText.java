package org.folioscope.scenarios.suite;

/**
 * Results as KTAP version 1, the format of the kernel's own tests
 * (Documentation/dev-tools/ktap.rst).
 */
public final class KtapText {

  private static final String VERSION = "KTAP version 1\n";

  private KtapText() {}

  /** One test, the suite, whose subtests are the cases. */
  public static String of(SuiteResult result) {
    StringBuilder text = new StringBuilder(VERSION).append("1..1\n");
    StringBuilder inner = new StringBuilder(VERSION);
    inner.append("# Subtest: ").append(result.suite()).append('\n');
    inner.append("1..").append(result.cases().size()).append('\n');
    int number = 0;
    for (CaseResult one : result.cases()) {
      number++;
      inner.append(diagnostics(one)).append(line(number, one)).append('\n');
    }
    text.append(inner.toString().indent(2));
    boolean failed = result.count(CaseStatus.FAILED) > 0 || result.count(CaseStatus.UNKNOWN) > 0;
    text.append("# ").append(result.summary()).append('\n');
    return text.append(failed ? "not ok 1 " : "ok 1 ")
        .append(result.suite())
        .append('\n')
        .toString();
  }

  private static String line(int number, CaseResult one) {
    String name = number + " " + one.scenario().name();
    return switch (one.status()) {
      case PASSED -> "ok " + name;
      case SKIPPED -> "ok " + name + " # SKIP " + oneLine(one.message());
      case FAILED -> "not ok " + name;
      case UNKNOWN -> "not ok " + name + " # TIMEOUT " + oneLine(one.message());
    };
  }

  private static String diagnostics(CaseResult one) {
    StringBuilder text = new StringBuilder();
    if (one.status() == CaseStatus.FAILED) {
      one.message().lines().forEach(line -> text.append("# ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static String oneLine(String message) {
    return message.replace('\n', ' ').replace("#", "");
  }
}
