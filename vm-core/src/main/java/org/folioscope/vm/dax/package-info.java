/**
 * Files whose blocks are memory: no page cache, and layouts that must not change under references.
 */
@NullMarked
package org.folioscope.vm.dax;

import org.jspecify.annotations.NullMarked;
