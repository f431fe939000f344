/**
 * Suites: many small scenarios that every filesystem must fulfil, run one after the other and told
 * as tests.
 */
@NullMarked
package org.folioscope.scenarios.suite;

import org.jspecify.annotations.NullMarked;
