package org.folioscope.vm.bdi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.vm.bdi.BdiEvent.Queue;
import org.jspecify.annotations.Nullable;

/** Lists of inodes, first in, first out; an inode is on at most one. */
final class InodeQueues {

  private static final int NONE = 0;

  private final Map<Queue, LongMap<Integer>> members = new EnumMap<>(Queue.class);
  private final LongArray queueOf;
  private final LongArray placeOf;
  private final LongCell places;

  InodeQueues(StateSpace space) {
    for (Queue queue : Queue.values()) {
      members.put(queue, space.map("bdi.queue-" + queue.ordinal()));
    }
    this.queueOf = space.longs("bdi.queue");
    this.placeOf = space.longs("bdi.place");
    this.places = space.cell("bdi.places");
  }

  /** The list that the inode is on, or null. */
  @Nullable Queue of(int inode) {
    int queue = queueOf.getInt(inode);
    return queue == NONE ? null : Queue.values()[queue - 1];
  }

  /** The inode that has been on the list for longest, or null. */
  @Nullable Integer first(Queue queue) {
    LongMap<Integer> inodes = map(queue);
    Long place = inodes.nextKey(0);
    return place == null ? null : inodes.get(place);
  }

  /** The inode that came last, or null. */
  @Nullable Integer last(Queue queue) {
    LongMap<Integer> inodes = map(queue);
    Long place = inodes.previousKey(Long.MAX_VALUE);
    return place == null ? null : inodes.get(place);
  }

  /** The inodes on any list, those to be written now first. */
  List<Integer> all() {
    List<Integer> found = new ArrayList<>();
    for (Queue queue : List.of(Queue.IO, Queue.MORE_IO, Queue.DIRTY)) {
      LongMap<Integer> inodes = map(queue);
      for (Long at = inodes.nextKey(0); at != null; at = inodes.nextKey(at + 1)) {
        found.add(Objects.requireNonNull(inodes.get(at)));
      }
    }
    return found;
  }

  /** Puts the inode at the end of a list. Only while an event is applied. */
  void append(int inode, Queue queue) {
    remove(inode);
    long place = places.get();
    places.set(place + 1);
    map(queue).put(place, inode);
    queueOf.set(inode, queue.ordinal() + 1L);
    placeOf.set(inode, place);
  }

  /** Takes the inode off its list. Only while an event is applied. */
  void remove(int inode) {
    Queue queue = of(inode);
    if (queue != null) {
      map(queue).put(placeOf.get(inode), null);
      queueOf.set(inode, NONE);
      placeOf.set(inode, 0);
    }
  }

  private LongMap<Integer> map(Queue queue) {
    return Objects.requireNonNull(members.get(queue));
  }
}
