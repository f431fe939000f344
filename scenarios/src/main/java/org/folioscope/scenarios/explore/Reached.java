package org.folioscope.scenarios.explore;

import java.util.SortedMap;
import java.util.SortedSet;
import org.folioscope.simulation.report.Kind;
import org.folioscope.vm.errno.Errno;

/**
 * What the executions of an exploration came to, taken together.
 *
 * @param kinds each id that counts in the outcome of some execution, and what kind of thing it is
 * @param refused the errors with which calls of the scenario's tasks failed in some execution
 */
public record Reached(SortedMap<String, Kind> kinds, SortedSet<Errno> refused) {}
