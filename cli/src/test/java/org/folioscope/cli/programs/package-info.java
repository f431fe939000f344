/** Random programs on every kernel and filesystem of this program. */
@NullMarked
package org.folioscope.cli.programs;

import org.jspecify.annotations.NullMarked;
