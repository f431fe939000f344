/** Anonymous memory: who has a page for itself, and what a store to a shared one does. */
@NullMarked
package org.folioscope.vm.anon;

import org.jspecify.annotations.NullMarked;
