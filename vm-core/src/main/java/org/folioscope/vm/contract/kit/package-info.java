/**
 * The filesystem contract as specifications: a plug-in's test extends {@link
 * org.folioscope.vm.contract.kit.FilesystemContract}. Needs JUnit and AssertJ, which the plug-in
 * brings in test scope.
 */
@NullMarked
package org.folioscope.vm.contract.kit;

import org.jspecify.annotations.NullMarked;
