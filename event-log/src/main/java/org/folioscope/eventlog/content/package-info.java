/** Bytes of file data as immutable values. */
@NullMarked
package org.folioscope.eventlog.content;

import org.jspecify.annotations.NullMarked;
