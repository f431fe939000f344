package org.folioscope.simulation.explore;

import org.jspecify.annotations.Nullable;

/**
 * What a strategy can say of how far it got, beside whether it got all the way.
 *
 * @param eachClassOnce whether no two of the counted executions differ only in the order of turns
 *     that do not conflict
 * @param coverage which racing operations were seen in which order, if that was watched
 * @param guarantee how probable it is that something was found if it is there; empty if nothing is
 *     known of that
 */
public record Extent(boolean eachClassOnce, @Nullable Coverage coverage, String guarantee) {

  /** Nothing is known. */
  public static final Extent UNKNOWN = new Extent(false, null, "");

  /** Something found is more or less probable. */
  static Extent withGuarantee(String guarantee) {
    return new Extent(false, null, guarantee);
  }

  /** Each class of executions once. */
  public static Extent ofClasses(Coverage coverage) {
    return new Extent(true, coverage, "");
  }
}
