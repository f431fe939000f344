/** Kernel locks. */
@NullMarked
package org.folioscope.simulation.lock;

import org.jspecify.annotations.NullMarked;
