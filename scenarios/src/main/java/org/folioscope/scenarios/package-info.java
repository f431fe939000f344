/** Scenarios: what is asked of a kernel, and which answers are right. */
@NullMarked
package org.folioscope.scenarios;

import org.jspecify.annotations.NullMarked;
