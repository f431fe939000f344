/** System calls of scenarios: processes, descriptors, variables, and what each call does. */
@NullMarked
package org.folioscope.scenarios.calls;

import org.jspecify.annotations.NullMarked;
