/** Kernels and fixes as switches: a policy is one of them, a kernel is a value for each. */
@NullMarked
package org.folioscope.simulation.policy;

import org.jspecify.annotations.NullMarked;
