package org.folioscope.scenarios.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.folioscope.simulation.report.Kind;

/** What a cell of a verdict matrix can say, in a few letters; the worst last. */
public enum Code {
  /** No schedule leads to a violation. */
  OK("ok"),
  /** A call is refused with an error. */
  REF("REF", Kind.REFUSED),
  /** The kernel warns. */
  WARN("WARN", Kind.WARN),
  /** An order of locks that can deadlock. */
  LD("LD", Kind.LOCKDEP),
  /** Something is not given back. */
  LEAK("LEAK", Kind.LEAK),
  /** A checksum does not fit its data. */
  CSUM("CSUM", Kind.CHECKSUM),
  /** Data are silently gone. */
  LOSS("LOSS", Kind.DATA_LOSS),
  /** Wrong bytes on disk or in another file. */
  CORR("CORR", Kind.CORRUPTION),
  /** What is stored does not stay: lost or wrong. */
  UNST("UNST", Kind.DATA_LOSS, Kind.CORRUPTION),
  /** A hang that a timer ends; its id says so. */
  BOUNDED("bounded", Kind.HANG),
  /** A hang that only a signal ends; its id says so. */
  EINTR("EINTR", Kind.HANG),
  /** A task is blocked for ever. */
  HANG("HANG", Kind.HANG, Kind.DEADLOCK),
  /** Tasks wait for each other in a circle. */
  DL("DL", Kind.DEADLOCK),
  /** Memory is used that belongs to somebody else. */
  UAF("UAF", Kind.USE_AFTER_FREE),
  /** The kernel stops at a BUG. */
  BUG("BUG", Kind.BUG),
  /** A model of this program threw an exception; nothing is shown. Never expected. */
  EXCEPTION("EXC", Kind.MODEL_EXCEPTION);

  private final String label;
  private final List<Kind> kinds;

  Code(String label, Kind... kinds) {
    this.label = label;
    this.kinds = List.of(kinds);
  }

  /** The code as tables show it. */
  public String label() {
    return label;
  }

  /** The kinds of which some schedule must produce one; none for {@code ok}. */
  public List<Kind> kinds() {
    return kinds;
  }

  /** Whether what it stands for is among what the other code stands for. */
  boolean isWithin(Code other) {
    return this == other
        || !kinds.isEmpty()
            && !isAttributed()
            && !other.isAttributed()
            && other.kinds.containsAll(kinds);
  }

  /** Whether it says more of a hang than that it is one. */
  private boolean isAttributed() {
    return this == BOUNDED || this == EINTR;
  }

  /** The code with this label. */
  public static Optional<Code> labelled(String label) {
    return Arrays.stream(values())
        .filter(code -> code != EXCEPTION && code.label.equals(label))
        .findFirst();
  }

  /** The labels that a cell can have. */
  public static List<String> labels() {
    return Arrays.stream(values()).filter(code -> code != EXCEPTION).map(Code::label).toList();
  }

  /** The narrowest code for one kind of violation; empty for what is none. */
  static Optional<Code> of(Kind kind) {
    return Arrays.stream(values())
        .filter(code -> !code.isAttributed() && code.kinds.contains(kind))
        .min(Comparator.comparingInt(code -> code.kinds.size()));
  }
}
