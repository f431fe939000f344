package org.folioscope.vm.bdi;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.inode.Inode;

/** Waits until nobody writes an inode (inode_wait_for_writeback). */
public record SyncOver(DirtyInodes dirty, Inode inode) implements Wait {

  @Override
  public boolean ready() {
    return !dirty.isSyncing(inode);
  }

  @Override
  public String what() {
    return "I_SYNC of " + inode;
  }

  @Override
  public void owners(IntConsumer tasks) {
    int task = dirty.syncer(inode);
    if (task >= 0) {
      tasks.accept(task);
    }
  }
}
