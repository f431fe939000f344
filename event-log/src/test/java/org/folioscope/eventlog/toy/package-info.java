/**
 * A small vocabulary with every kind of component, and an owner with every kind of container, for
 * tests.
 */
@NullMarked
package org.folioscope.eventlog.toy;

import org.jspecify.annotations.NullMarked;
