/** Tasks that take turns, one step at a time, on a log. */
@NullMarked
package org.folioscope.simulation.machine;

import org.jspecify.annotations.NullMarked;
