package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * A request for durability, and the pages of the file that were held for writing when it began. Of
 * a file in memory it asks nothing.
 */
final class Sync {

  final int task;
  final int inode;
  final List<Integer> heldPages;
  final List<Integer> dirtied = new ArrayList<>();
  boolean answered;

  Sync(int task, int inode, List<Integer> heldPages) {
    this.task = task;
    this.inode = inode;
    this.heldPages = heldPages;
  }
}
