/**
 * Who waits for whom: tells tasks that wait for each other in a circle from tasks that wait for
 * what never comes.
 */
@NullMarked
package org.folioscope.simulation.deadlock;

import org.jspecify.annotations.NullMarked;
