package org.folioscope.scenarios.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One execution of a modelled function, as the marks of a log tell it. */
final class CallFrame {

  private static final String FOLIO = "folio ";

  private final @Nullable CallFrame caller;
  private final String function;
  private final String detail;
  private String title;
  private int notes;
  private boolean drawn;
  private boolean touched;

  CallFrame(@Nullable CallFrame caller, String function, String detail) {
    this.caller = caller;
    this.function = function;
    this.detail = detail;
    this.title = function + "()";
  }

  @Nullable CallFrame caller() {
    return caller;
  }

  String function() {
    return function;
  }

  /** How a drawing names the frame. */
  String title() {
    return title;
  }

  /** Names the frame after the system call as the scenario writes it. */
  void nameAfter(String call) {
    title = call;
  }

  /** Something worth a note happened in this very function. */
  void noted() {
    notes++;
    for (CallFrame frame = this; frame != null; frame = frame.caller) {
      frame.touched = true;
    }
  }

  /** Whether something worth a note has happened here or further down. */
  boolean isTouched() {
    return touched;
  }

  /** The folio that the function was called for, -1 if none. */
  int folio() {
    for (CallFrame frame = this; frame != null; frame = frame.caller) {
      if (frame.detail.startsWith(FOLIO)) {
        return Integer.parseInt(frame.detail.substring(FOLIO.length()));
      }
    }
    return -1;
  }

  /** Whether a drawing shows the frame: the outermost, and those where something happened. */
  boolean isDrawn() {
    return caller == null || notes > 0;
  }

  /** Whether a drawing has still to name the frame; asked once. */
  boolean drawOnce() {
    boolean first = !drawn;
    drawn = true;
    return first;
  }

  /** This frame and its callers, the outermost first. */
  Iterable<CallFrame> fromOutermost() {
    Deque<CallFrame> path = new ArrayDeque<>();
    for (CallFrame frame = this; frame != null; frame = frame.caller) {
      path.addFirst(frame);
    }
    return path;
  }
}
