/** The data oracle: what programs wrote must be read back. */
@NullMarked
package org.folioscope.scenarios.oracle;

import org.jspecify.annotations.NullMarked;
