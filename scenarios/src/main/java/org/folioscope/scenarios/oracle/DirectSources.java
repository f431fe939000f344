package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.vm.folio.FolioEvent;

/**
 * Memory that a device reads for direct writes. The device takes the bytes when it comes to them,
 * not when the program makes the call: what is stored meanwhile is written too, or comes too late.
 */
final class DirectSources {

  private final SplicedPages onTheWay;
  private final Map<Integer, Call> calls = new TreeMap<>();

  /** A call that may be a direct write. */
  private static final class Call {

    private final List<Integer> held = new ArrayList<>();
    private final List<Stored> stored = new ArrayList<>();
    private int inode;
    private long position;
  }

  private record Stored(long number, FolioEvent.DataStored event) {}

  /**
   * @param onTheWay learns which pages a device reads, and where they go
   */
  DirectSources(SplicedPages onTheWay) {
    this.onTheWay = onTheWay;
  }

  void program(CallEvent event) {
    switch (event) {
      case CallEvent.CallBegan e -> calls.put(e.task(), new Call());
      case CallEvent.CallReturned e -> calls.remove(e.task());
      case CallEvent.ChangeBegan e -> {
        Call call = calls.get(e.task());
        if (call != null) {
          call.inode = e.inode();
          call.position = e.position();
        }
      }
      default -> {
        // no part of a write
      }
    }
  }

  /** Nobody is in a call any more. */
  void powerLost() {
    calls.clear();
  }

  /** A page is held by the task, to be read. */
  void held(int task, GupEvent.PageHeld event) {
    Call call = calls.get(task);
    if (call != null && !event.write()) {
      call.held.add(event.folio());
    }
  }

  void stored(long number, FolioEvent.DataStored event) {
    calls.values().forEach(call -> call.stored.add(new Stored(number, event)));
  }

  /** A bio of pages that the task holds is its direct write; what it flushes first is not. */
  void device(int task, BlockEvent event) {
    Call call = calls.get(task);
    if (call == null
        || !(event instanceof BlockEvent.BioSubmitted bio)
        || bio.op() != BioOp.WRITE
        || bio.segments().stream().anyMatch(part -> !call.held.contains((int) part.buffer()))) {
      return;
    }
    long position = call.position;
    for (BlockEvent.SegmentSubmitted part : bio.segments()) {
      CallEvent.PageSpliced page =
          new CallEvent.PageSpliced(
              task, (int) part.buffer(), part.offset(), part.length(), call.inode, position);
      onTheWay.spliced(page);
      call.stored.forEach(bytes -> onTheWay.stored(page, bytes.number(), bytes.event()));
      position += part.length();
    }
  }
}
