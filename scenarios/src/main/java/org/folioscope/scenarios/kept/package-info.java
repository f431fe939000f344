/** Run directories. */
@NullMarked
package org.folioscope.scenarios.kept;

import org.jspecify.annotations.NullMarked;
