package org.folioscope.scenarios.language;

/** Scenario texts for tests. */
final class Texts {
  private Texts() {}

  /** The example of the design, to the letter. */
  static final String KARA =
      """
      scenario: kara-2018
      title: Can a page become dirty without the filesystem knowing, while a direct read holds it?
      source: "Filesystem crashes due to pages without buffers (linux-mm, 3 Jan 2018)"
      files:
        file1: 4K
        file2: { size: 4K, fill: 0xAB }
      setup:                                    # runs alone, once
        - fd1 = open("file1", O_RDWR)
        - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
        - fd2 = open("file2", O_RDONLY|O_DIRECT)
      tasks:                                    # threads of one process unless `process:` says otherwise
        reader:  [ read(fd2, addr, 4K) ]
        flusher: [ writeback("file1") ]         # kernel threads, when they matter, are tasks too
        kswapd:  [ reclaim() ]
      finally:
        - fsync(fd1)
      outcomes:
        - on: { kernel: linux-4.15, filesystem: [ext4, xfs] }
          required:  [ bug-dirty-folio-without-buffers ]
          because: the flusher cleans the page, reclaim strips its buffers, the completion dirties it again
        - on: { kernel: linux-6.1, filesystem: ext4 }
          required:  [ warn-dirty-folio-without-buffers, lost-write ]
          because: the same, but ext4 warns and drops the dirty bit; fsync returns 0
        - on: { kernel: linux-6.12, filesystem: [ext4, xfs] }
          required:  [ ok ]
          allowed:   [ late-dirty ]
          forbidden: [ bug, lost-write ]
          because: reclaim leaves folios alone that may be pinned
      """;

  /** A scenario with these lines after its name and title, and one task. */
  static String with(String lines) {
    return "scenario: s\ntitle: t\ntasks: { a: [ reclaim() ] }\n" + lines;
  }

  /** A scenario whose one task makes these calls, written below {@code tasks:}. */
  static String withTasks(String lines) {
    return "scenario: s\ntitle: t\ntasks:\n" + lines;
  }

  static Scenario parse(String text) {
    return ScenarioParser.parse("kara.yaml", text);
  }

  /** The message of the error that a text gives. */
  static String error(String text) {
    try {
      Scenario accepted = parse(text);
      throw new AssertionError("accepted: " + accepted);
    } catch (ScenarioException e) {
      return e.path() + ":" + e.position() + ": " + e.problem();
    }
  }

  /** The only call of a one-call scenario, in canonical form. */
  static String call(String call) {
    return parse(withTasks("  a:\n    - " + call + "\n"))
        .tasks()
        .head()
        .calls()
        .written()
        .head()
        .toString();
  }

  static String callError(String call) {
    return error(withTasks("  a:\n    - " + call + "\n"));
  }
}
