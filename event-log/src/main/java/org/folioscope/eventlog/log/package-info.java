/** Events, their place in a log, and the logs. */
@NullMarked
package org.folioscope.eventlog.log;

import org.jspecify.annotations.NullMarked;
