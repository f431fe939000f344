package org.folioscope.vm.dirty;

import org.folioscope.simulation.policy.Policy;

/** What was proposed for pages that become dirty late. */
public final class DirtyPolicies {

  /** What marking a clean page dirty does that was held through page tables. */
  public enum Late {
    /** The filesystem is told. */
    MARK,
    /** The filesystem is asked first, as before a store through a page-table entry. */
    MKWRITE
  }

  /** Whether the filesystem is asked before a late dirty. */
  public static final Policy<Late> LATE =
      Policy.named("late-dirty", Late.MARK)
          .help(
              "Is the filesystem only told that a clean page becomes dirty which was held through"
                  + " page tables, or asked by page_mkwrite first? If it cannot, that is warned of,"
                  + " and the page stays clean. (pin:P1)")
          .source("Kara, 2018-01-03; not merged")
          .build();

  private DirtyPolicies() {}
}
