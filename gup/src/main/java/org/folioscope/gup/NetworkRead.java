package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.jspecify.annotations.Nullable;

/**
 * A direct read from a server (nfs_file_direct_read). On every kernel the pages of the buffer are
 * held by plain references, and marked dirty without the page lock when the data are there
 * (nfs_direct_read_completion). A program may wait for the answer, or go on (io_submit).
 */
@Singleton
public final class NetworkRead implements StateOwner<NetworkEvent> {

  private static final EventFamily<NetworkEvent> FAMILY =
      EventFamily.of("network-read", 1, NetworkEvent.class);

  private final Machine machine;
  private final GetUserPages gup;
  private final Folios folios;
  private final Dirtying dirtying;
  private final int stepBytes;
  private final LongMap<Buffer> waiting;
  private final Emitter<NetworkEvent> events;

  /** Where an answer goes. */
  private record Buffer(int offset, long length, List<Integer> folios) {}

  /** No read is under way. */
  @Inject
  public NetworkRead(
      Machine machine, GetUserPages gup, Folios folios, Dirtying dirtying, DeviceOptions options) {
    this.machine = machine;
    this.gup = gup;
    this.folios = folios;
    this.dirtying = dirtying;
    this.stepBytes = options.bytesPerStep();
    this.waiting = machine.space().map("network-read.waiting");
    this.events = machine.own(this);
  }

  /**
   * Reads what the server sends into memory.
   *
   * @return the bytes read, or a negative errno: EFAULT when the memory is not there
   */
  public long read(Mm mm, long address, Content sent) {
    try (Frame _ = machine.enter("nfs_file_direct_read")) {
      Either<Errno, List<Folio>> taken = take(mm, address, sent.length());
      if (taken.isLeft()) {
        return taken.getLeft().result();
      }
      int offset = (int) (address % Folio.SIZE);
      int length = (int) fitting(taken.get(), offset, sent.length());
      arrive(taken.get(), offset, sent.slice(0, length));
      complete(taken.get());
      return length;
    }
  }

  /**
   * Asks the server and returns; the pages are held until {@link #answer}.
   *
   * @return the read's number from 1, or a negative errno: EFAULT when the memory is not there
   */
  public long start(Mm mm, long address, long length) {
    try (Frame _ = machine.enter("nfs_file_direct_read")) {
      Either<Errno, List<Folio>> taken = take(mm, address, length);
      if (taken.isLeft()) {
        return taken.getLeft().result();
      }
      int offset = (int) (address % Folio.SIZE);
      List<Integer> frames = taken.get().stream().map(Folio::frame).toList();
      long fits = fitting(taken.get(), offset, length);
      return machine.atomicGet(() -> {
        Long last = waiting.previousKey(Integer.MAX_VALUE);
        int number = (int) (last == null ? 1 : last + 1);
        events.emit(new NetworkEvent.NetworkReadStarted(number, offset, fits, frames));
        return (long) number;
      });
    }
  }

  /**
   * The server's answer to a read that was started, in a context of the kernel's own.
   *
   * @return the bytes read; EINVAL when there is no such read
   */
  public long answer(long read, Content sent) {
    try (Frame _ = machine.enter("nfs_direct_read_completion")) {
      @Nullable Buffer buffer = machine.atomicGet(() -> answered(read));
      if (buffer == null) {
        return Errno.EINVAL.result();
      }
      List<Folio> held = buffer.folios().stream().map(folios::of).toList();
      int length = (int) Math.min(buffer.length(), sent.length());
      arrive(held, buffer.offset(), sent.slice(0, length));
      complete(held);
      return length;
    }
  }

  private @Nullable Buffer answered(long read) {
    Buffer buffer = waiting.get(read);
    if (buffer != null) {
      events.emit(new NetworkEvent.NetworkReadAnswered((int) read));
    }
    return buffer;
  }

  private Either<Errno, List<Folio>> take(Mm mm, long address, long length) {
    int pages = (int) ((address % Folio.SIZE + length + Folio.SIZE - 1) / Folio.SIZE);
    return gup.take(GupRequest.shortTerm(mm, address, pages, true, GupPolicies.Hold.FOLL_GET));
  }

  private static long fitting(List<Folio> taken, int offset, long length) {
    return Math.min(length, (long) taken.size() * Folio.SIZE - offset);
  }

  private void complete(List<Folio> held) {
    for (Folio folio : held) {
      dirtying.markDirtyUnlocked(folio);
      gup.release(folio, GupPolicies.Hold.FOLL_GET);
    }
  }

  private void arrive(List<Folio> held, int offset, Content sent) {
    int done = 0;
    while (done < sent.length()) {
      int at = offset + done;
      Folio folio = held.get(at / Folio.SIZE);
      int into = at % Folio.SIZE;
      int count = Math.min(Math.min(stepBytes, Folio.SIZE - into), sent.length() - done);
      Content piece = sent.slice(done, count);
      machine.atomic(() -> folio.store(into, piece));
      done += count;
    }
  }

  @Override
  public EventFamily<NetworkEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(NetworkEvent event) {
    switch (event) {
      case NetworkEvent.NetworkReadStarted e ->
          waiting.put(e.read(), new Buffer(e.offset(), e.length(), e.folios()));
      case NetworkEvent.NetworkReadAnswered e -> waiting.put(e.read(), null);
    }
  }
}
