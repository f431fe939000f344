package org.folioscope.scenarios.language;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;

/**
 * What is expected of one kind of kernel: which outcomes must be reachable, which may be, and which
 * must not.
 *
 * @param on where the rule holds
 * @param required ids or groups of outcomes that some interleaving must reach
 * @param allowed ids or groups that may be reached
 * @param forbidden ids or groups that no interleaving may reach
 * @param because why, in a sentence
 * @param position where the rule starts
 */
public record OutcomeRule(
    Where on,
    Vector<String> required,
    Vector<String> allowed,
    Vector<String> forbidden,
    String because,
    Position position) {

  /**
   * Where a rule holds. An empty list or map means: wherever.
   *
   * @param kernels names of kernel presets, as written
   * @param filesystems names of filesystems, as written
   * @param policies policies and the values they must have, in the order written
   * @param options machine options and the values they must have, in the order written; see {@link
   *     Scenario#options}
   */
  public record Where(
      Vector<String> kernels,
      Vector<String> filesystems,
      LinkedHashMap<String, String> policies,
      LinkedHashMap<String, String> options) {

    /** On every kernel and filesystem, whatever the policies. */
    public static final Where ANYWHERE =
        new Where(Vector.empty(), Vector.empty(), LinkedHashMap.empty(), LinkedHashMap.empty());
  }
}
