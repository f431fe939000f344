/**
 * Exploring with dynamic partial-order reduction: one execution for each way in which the turns
 * that conflict can be ordered, instead of one for each schedule. After Abdulla, Aronis, Jonsson
 * and Sagonas, "Source Sets: A Foundation for Optimal Dynamic Partial Order Reduction" (J. ACM 64,
 * 2017).
 */
@NullMarked
package org.folioscope.simulation.dpor;

import org.jspecify.annotations.NullMarked;
