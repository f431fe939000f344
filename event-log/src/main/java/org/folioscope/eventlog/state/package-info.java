/** Containers that hold all emulated state and give digest, undo, snapshot and access tracking. */
@NullMarked
package org.folioscope.eventlog.state;

import org.jspecify.annotations.NullMarked;
