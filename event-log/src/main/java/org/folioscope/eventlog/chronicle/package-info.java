/** The log of a kept run: written into a Chronicle queue, read back from its file. */
@NullMarked
package org.folioscope.eventlog.chronicle;

import org.jspecify.annotations.NullMarked;
