/** Exploring a configuration: what can come out, and whether that is what the scenario expects. */
@NullMarked
package org.folioscope.scenarios.explore;

import org.jspecify.annotations.NullMarked;
