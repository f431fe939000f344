/** How those who dirty memory are kept from dirtying all of it. */
@NullMarked
package org.folioscope.vm.balance;

import org.jspecify.annotations.NullMarked;
