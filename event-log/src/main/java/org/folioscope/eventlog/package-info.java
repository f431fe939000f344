/** Events and their logs, state that only events change, and what reads a log again. */
@NullMarked
package org.folioscope.eventlog;

import org.jspecify.annotations.NullMarked;
