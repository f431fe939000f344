/** The folioscope command. */
@NullMarked
package org.folioscope.cli;

import org.jspecify.annotations.NullMarked;
