/** Measurements of speed, as ratios and counts. */
@NullMarked
package org.folioscope.benchmarks;

import org.jspecify.annotations.NullMarked;
