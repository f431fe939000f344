/** Two configurations of one scenario side by side: outcomes, costs, and where they part. */
@NullMarked
package org.folioscope.scenarios.compare;

import org.jspecify.annotations.NullMarked;
