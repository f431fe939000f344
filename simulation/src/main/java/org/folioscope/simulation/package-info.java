/** The deterministic machine: tasks, steps, CPUs, interrupts, locks, virtual time, schedules. */
@NullMarked
package org.folioscope.simulation;

import org.jspecify.annotations.NullMarked;
