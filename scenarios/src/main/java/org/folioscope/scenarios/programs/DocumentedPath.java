package org.folioscope.scenarios.programs;

/** A way in which a kernel is known to lose data or to complain, seen in what happened. */
public enum DocumentedPath {
  /**
   * A page left its file while somebody held it: truncation, holes and invalidation look neither at
   * references nor at pins. What is stored into it afterwards is in no file.
   */
  REMOVED_WHILE_HELD("a page left its file while it was held"),
  /** Reclaim took the buffers of a page that somebody held. */
  STRIPPED_BY_RECLAIM("reclaim took the buffers of a held page"),
  /** Something else took them: an invalidation that failed later, or drop_caches. */
  STRIPPED_OTHERWISE("a held page lost its buffers, but not to reclaim"),
  /** A direct write met pages that were changed through the page cache at the same time. */
  COLLISION("a direct write collided with buffered I/O"),
  /**
   * The device did not write a page of a file that was emptied in part before: if its block was
   * allocated as written, what that held for somebody else, or earlier, shows.
   */
  UNWRITTEN_BLOCK("the device failed to write a page whose block may have been new");

  private final String words;

  DocumentedPath(String words) {
    this.words = words;
  }

  /** What happened. */
  public String words() {
    return words;
  }
}
