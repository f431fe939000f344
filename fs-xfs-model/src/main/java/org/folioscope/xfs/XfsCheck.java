package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what is known of blocks with who has them (xfs_repair -n, phases 4 and 5). */
@Singleton
final class XfsCheck {

  private final XfsState state;

  @Inject
  XfsCheck(XfsState state) {
    this.state = state;
  }

  /** What is wrong, a line each. Only reads. */
  List<String> problems() {
    List<String> wrong = new ArrayList<>();
    SortedMap<Long, Long> owners = new TreeMap<>();
    long promised = 0;
    for (ExtentMap fork : List.of(state.extents(), state.copies())) {
      for (XfsExtent extent : fork.all()) {
        if (extent.state() == XfsExtent.State.DELAYED) {
          promised += extent.count();
        } else {
          for (long block = extent.offset(); block < extent.end(); block++) {
            owners.merge(extent.placeOf(block), 1L, Long::sum);
          }
        }
      }
    }
    owners.forEach((block, files) -> {
      if (state.owners(block) != files) {
        wrong.add(
            "block %d has %d owners, and counts %d".formatted(block, files, state.owners(block)));
      }
    });
    if (state.blocks() - owners.size() - promised != state.available()) {
      wrong.add(
          "%d blocks are in use and %d promised of %d, but %d count as available"
              .formatted(owners.size(), promised, state.blocks(), state.available()));
    }
    return wrong;
  }
}
