/**
 * Exploring: running one subject under many schedules and keeping each distinct outcome with the
 * shortest schedule that leads to it.
 *
 * <p>Exploration is stateless: each execution starts from the set-up mark and is told its way by a
 * {@code Scheduler}. A {@link org.folioscope.simulation.explore.Strategy} differs from another only
 * in which schedules it tries.
 */
@NullMarked
package org.folioscope.simulation.explore;

import org.jspecify.annotations.NullMarked;
