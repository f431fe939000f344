/** Code that can be suspended anywhere. */
@NullMarked
package org.folioscope.simulation.coroutine;

import org.jspecify.annotations.NullMarked;
