/**
 * Verdict matrices: which fix survives which race. A {@link org.folioscope.scenarios.matrix.Matrix}
 * says what is expected of each cell and why; a {@link org.folioscope.scenarios.matrix.Plan} makes
 * configurations of the cells, explores them and judges what was found; {@link
 * org.folioscope.scenarios.matrix.Bisection} looks for the policy that changes a verdict.
 */
@NullMarked
package org.folioscope.scenarios.matrix;

import org.jspecify.annotations.NullMarked;
