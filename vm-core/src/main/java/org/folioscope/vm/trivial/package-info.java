/**
 * The smallest filesystem that fulfils the contract: what tests of everything below real
 * filesystems run on, and an example to start from.
 */
@NullMarked
package org.folioscope.vm.trivial;

import org.jspecify.annotations.NullMarked;
