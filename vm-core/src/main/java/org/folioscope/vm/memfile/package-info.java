/**
 * Files that live in memory alone: shmem (memfd files, shared anonymous memory) and hugetlbfs. They
 * are part of memory management, not plug-ins; they have no names in a directory, no device, and no
 * say in when their pages become dirty.
 */
@NullMarked
package org.folioscope.vm.memfile;

import org.jspecify.annotations.NullMarked;
