/**
 * The order of locks: finds what can deadlock without a deadlock having to happen, as the kernel's
 * lockdep does (kernel/locking/lockdep.c). It folds the log: what tasks hold, in which order
 * classes of locks were taken, and where interrupts were on.
 *
 * <p>Page locks, buffer locks and waits for bits are unknown to it, as in the kernel; only the
 * wait-for graph sees those.
 */
@NullMarked
package org.folioscope.simulation.lockdep;

import org.jspecify.annotations.NullMarked;
