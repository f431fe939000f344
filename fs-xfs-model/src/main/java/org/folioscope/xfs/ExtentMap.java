package org.folioscope.xfs;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * The data forks, or the COW forks, of all files: for each the extents by offset. Neighbours that
 * belong together are one extent.
 */
final class ExtentMap {

  private static final int OFFSET_BITS = 32;

  private final LongMap<XfsExtent> extents;

  ExtentMap(StateSpace space, String name) {
    extents = space.map(name);
  }

  /** The extent that contains a block, or null: a hole. */
  @Nullable XfsExtent at(int inode, long block) {
    Long key = extents.previousKey(key(inode, block));
    XfsExtent extent = key == null || key < key(inode, 0) ? null : extents.get(key);
    return extent != null && block < extent.end() ? extent : null;
  }

  /** All extents of all files. */
  List<XfsExtent> all() {
    return extents.keys().stream().map(key -> Objects.requireNonNull(extents.get(key))).toList();
  }

  /** The first block at or after one that is in an extent, or a huge number. */
  long nextMapped(int inode, long block) {
    if (at(inode, block) != null) {
      return block;
    }
    Long key = extents.nextKey(key(inode, block));
    return key == null || key >= key(inode + 1, 0) ? Long.MAX_VALUE : key - key(inode, 0);
  }

  /** Shows every extent with its inode; they may be cut out meanwhile. */
  void each(BiConsumer<Integer, XfsExtent> consumer) {
    for (long key : extents.keys()) {
      consumer.accept((int) (key >>> OFFSET_BITS), Objects.requireNonNull(extents.get(key)));
    }
  }

  /** Replaces what is known of the extent's blocks. Only while an event is applied. */
  void put(int inode, XfsExtent extent) {
    cutOut(inode, extent.offset(), extent.end());
    XfsExtent merged = extent;
    XfsExtent before = extent.offset() == 0 ? null : at(inode, extent.offset() - 1);
    if (before != null && before.isFollowedBy(merged)) {
      extents.put(key(inode, before.offset()), null);
      merged = before.with(merged);
    }
    XfsExtent after = at(inode, merged.end());
    if (after != null && merged.isFollowedBy(after)) {
      extents.put(key(inode, after.offset()), null);
      merged = merged.with(after);
    }
    extents.put(key(inode, merged.offset()), merged);
  }

  /** Makes the blocks from one to before another a hole. Only while an event is applied. */
  void cutOut(int inode, long from, long to) {
    XfsExtent first = at(inode, from);
    if (first != null && first.offset() < from) {
      extents.put(key(inode, first.offset()), first.part(first.offset(), from));
      extents.put(key(inode, from), first.part(from, first.end()));
    }
    Long key = extents.nextKey(key(inode, from));
    while (key != null && key < key(inode, to)) {
      XfsExtent covered = Objects.requireNonNull(extents.get(key));
      extents.put(key, null);
      if (covered.end() > to) {
        extents.put(key(inode, to), covered.part(to, covered.end()));
      }
      key = extents.nextKey(key + 1);
    }
  }

  private static long key(int inode, long offset) {
    return ((long) inode << OFFSET_BITS) | offset;
  }
}
