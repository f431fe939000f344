/** What the kernel, checkers and oracles complain about. */
@NullMarked
package org.folioscope.simulation.report;

import org.jspecify.annotations.NullMarked;
