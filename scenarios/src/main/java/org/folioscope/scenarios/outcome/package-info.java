/** What came out of an execution, and what was expected. */
@NullMarked
package org.folioscope.scenarios.outcome;

import org.jspecify.annotations.NullMarked;
