package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;

/** A page that is held for a device, to be written to or not. */
final class Held {

  final int inode;
  final long index;
  final List<Integer> holders = new ArrayList<>();
  boolean forWriting;

  Held(int inode, long index) {
    this.inode = inode;
    this.index = index;
  }
}
