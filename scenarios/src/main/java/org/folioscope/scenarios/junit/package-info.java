/**
 * Scenarios as tests, for JUnit Jupiter and AssertJ: {@link
 * org.folioscope.scenarios.junit.StorageTest} explores one on each kernel and filesystem that its
 * outcomes name, {@link org.folioscope.scenarios.junit.ExploredAssert} says what must have come
 * out.
 *
 * <p>No other package of this module sees a test framework; both are optional dependencies.
 */
@NullMarked
package org.folioscope.scenarios.junit;

import org.jspecify.annotations.NullMarked;
