/** Virtual time. */
@NullMarked
package org.folioscope.simulation.time;

import org.jspecify.annotations.NullMarked;
