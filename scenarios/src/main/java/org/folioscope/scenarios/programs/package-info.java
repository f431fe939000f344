/**
 * Programs that nobody wrote: random calls of two tasks on files, mappings and devices, run on a
 * kernel and filesystem to find defects of the models.
 */
@NullMarked
package org.folioscope.scenarios.programs;

import org.jspecify.annotations.NullMarked;
