/** Watching a filesystem: the rules of its operations at every call, and state that it hides. */
@NullMarked
package org.folioscope.vm.contract.watch;

import org.jspecify.annotations.NullMarked;
