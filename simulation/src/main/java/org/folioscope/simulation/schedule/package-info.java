/** Who takes the next turn, and how that is written down. */
@NullMarked
package org.folioscope.simulation.schedule;

import org.jspecify.annotations.NullMarked;
