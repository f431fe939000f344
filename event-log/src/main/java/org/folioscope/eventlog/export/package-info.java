/** Logs as text and as JSON lines. */
@NullMarked
package org.folioscope.eventlog.export;

import org.jspecify.annotations.NullMarked;
