package org.folioscope.scenarios.language;

/** What a parameter takes or a call gives. */
public enum ValueType {
  /** A number. */
  INT("a number"),
  /** A number of bytes, not negative. */
  SIZE("a size"),
  /** An address in a process: a variable that a call such as mmap assigned, or a sum with one. */
  ADDRESS("an address"),
  /** A file descriptor: a variable that a call such as open assigned. */
  FD("a file descriptor"),
  /**
   * A string that names a file in {@code files:}, a file that another call makes, or a path with a
   * slash.
   */
  FILE("a file name"),
  /** A string that names a file which this call makes. */
  NEW_FILE("a name for a new file"),
  /** A string with any text. */
  TEXT("a string"),
  /** Constants of the parameter's own set, or-ed together, or 0. */
  FLAGS("flags"),
  /** Exactly one constant of the parameter's own set. */
  CHOICE("a constant"),
  /** File data: a string, {@code fill(byte)} or {@code pattern(seed)}. */
  CONTENT("content"),
  /** A stretch of virtual time. */
  DURATION("a duration such as 200ms"),
  /** A process: the name of one that a task belongs to, or a variable. */
  PID("a process"),
  /** A name for a process that this call makes; tasks with that {@code process:} run in it. */
  NEW_PID("a name for a new process"),
  /** Anything. */
  ANY("a value"),
  /** What a call gives that has no result; never a parameter's type. */
  NOTHING("nothing");

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  /** The type in words, for messages and help: {@code a file descriptor}. */
  public String words() {
    return words;
  }
}
