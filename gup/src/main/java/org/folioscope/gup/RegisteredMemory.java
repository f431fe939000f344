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
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.work.WorkQueue;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a program registered with a device, for as long as it likes: an RDMA memory region
 * (ib_umem), a capture buffer (V4L2). The device stores into it at any time and the kernel learns
 * nothing of it.
 */
@Singleton
public final class RegisteredMemory implements StateOwner<RegistrationEvent> {

  private static final EventFamily<RegistrationEvent> FAMILY =
      EventFamily.of("registration", 1, RegistrationEvent.class);

  private final Machine machine;
  private final GetUserPages gup;
  private final Folios folios;
  private final Dirtying dirtying;
  private final int stepBytes;
  private final GupPolicies.Hold hold;
  private final RegistrationLeases leases;
  private final LongMap<Buffer> buffers;
  private final LongMap<Leased> leased;
  private final Emitter<RegistrationEvent> events;

  /** A registered buffer. */
  private record Buffer(int offset, long length, boolean write, List<Integer> folios) {}

  /** What a registration holds besides pages, and whether the pages were taken from it. */
  private record Leased(List<Integer> leases, boolean revoked) {}

  /** No memory is registered. */
  @Inject
  public RegisteredMemory(
      Machine machine,
      GetUserPages gup,
      Folios folios,
      Dirtying dirtying,
      DeviceOptions options,
      RegistrationLeases leases,
      WorkQueue work,
      Policies policies) {
    this.machine = machine;
    this.gup = gup;
    this.folios = folios;
    this.dirtying = dirtying;
    this.stepBytes = options.bytesPerStep();
    this.hold = policies.get(GupPolicies.REGISTERED);
    this.leases = leases;
    this.buffers = machine.space().map("registration.buffers");
    this.leased = machine.space().map("registration.leased");
    this.events = machine.own(this);
    leases.heldBy(lease -> work.queue("lease-break", () -> revoke(lease)));
  }

  /**
   * Registers memory with the device. Hardware does not obey page protections: memory that was
   * registered for reading can be stored to all the same, only nobody was asked.
   *
   * @param write whether the pages are made ready to be written
   * @param use what the program does about leases
   * @return the registration's number from 1, or a negative errno: EFAULT when it is refused or not
   *     there
   */
  public long register(Mm mm, long address, long length, boolean write, LeaseUse use) {
    try (Frame _ = machine.enter("ib_umem_get")) {
      int offset = (int) (address % Folio.SIZE);
      int pages = (int) ((offset + length + Folio.SIZE - 1) / Folio.SIZE);
      Either<Errno, List<Integer>> taken =
          write ? leases.take(mm, address, pages, use) : Either.right(List.of());
      if (taken.isLeft()) {
        return taken.getLeft().result();
      }
      Either<Errno, List<Folio>> held = hold(mm, address, pages, write);
      if (held.isLeft()) {
        leases.release(taken.get());
        return held.getLeft().result();
      }
      List<Integer> frames = held.get().stream().map(Folio::frame).toList();
      long number = known(new Buffer(offset, length, write, frames), taken.get());
      if (leases.anyOver(taken.get())) {
        revoke(taken.get().getFirst());
      }
      return number;
    }
  }

  /** All of the pages or none. */
  private Either<Errno, List<Folio>> hold(Mm mm, long address, int pages, boolean write) {
    Either<Errno, List<Folio>> held =
        gup.take(new GupRequest(mm, address, pages, write, hold, true));
    if (held.isRight() && held.get().size() < pages) {
      held.get().forEach(folio -> gup.release(folio, hold));
      return Either.left(Errno.EFAULT);
    }
    return held;
  }

  private long known(Buffer buffer, List<Integer> taken) {
    return machine.atomicGet(() -> {
      Long last = buffers.previousKey(Integer.MAX_VALUE);
      Long lastLeased = taken.isEmpty() ? null : leased.previousKey(Integer.MAX_VALUE);
      int number =
          (int) Math.max(last == null ? 1 : last + 1, lastLeased == null ? 1 : lastLeased + 1);
      events.emit(
          new RegistrationEvent.BufferRegistered(
              number, buffer.offset(), buffer.length(), buffer.write(), buffer.folios()));
      if (!taken.isEmpty()) {
        events.emit(new RegistrationEvent.BufferLeased(number, taken));
      }
      return (long) number;
    });
  }

  /**
   * The device stores bytes, in steps of its own; what comes for a registration whose lease is over
   * is dropped. EINVAL when the registration or the range is not there.
   */
  public Errno deviceStores(long registration, long position, Content content) {
    Buffer buffer = buffer(registration);
    if (buffer == null && isRevoked(registration)) {
      return Errno.OK;
    }
    if (buffer == null || position < 0 || position + content.length() > buffer.length()) {
      return Errno.EINVAL;
    }
    int done = 0;
    while (done < content.length()) {
      long at = buffer.offset() + position + done;
      Folio folio = folios.of(buffer.folios().get((int) (at / Folio.SIZE)));
      int offset = (int) (at % Folio.SIZE);
      int count = Math.min(Math.min(stepBytes, Folio.SIZE - offset), content.length() - done);
      Content piece = content.slice(done, count);
      machine.atomic(() -> {
        if (!leases.needed() || buffers.get(registration) != null) {
          folio.store(offset, piece);
        }
      });
      done += count;
    }
    return Errno.OK;
  }

  /** Marks every page of the buffer dirty, as a capture driver does when a frame is complete. */
  public Errno markDirty(long registration) {
    Buffer buffer = buffer(registration);
    if (buffer == null) {
      return isRevoked(registration) ? Errno.OK : Errno.EINVAL;
    }
    for (int frame : buffer.folios()) {
      try (Frame _ = machine.enter("set_page_dirty_lock", "folio", frame)) {
        markDirty(registration, folios.of(frame));
      }
    }
    return Errno.OK;
  }

  /** A page that can be taken away meanwhile must not go while the driver is at it. */
  private void markDirty(long registration, Folio folio) {
    if (!leases.needed()) {
      dirtying.markDirtyLocked(folio);
    } else if (machine.atomicGet(() -> keepsWhileHeld(registration, folio))) {
      dirtying.markDirtyLocked(folio);
      folio.put();
    }
  }

  private boolean keepsWhileHeld(long registration, Folio folio) {
    boolean held = buffers.get(registration) != null;
    if (held) {
      folio.get();
    }
    return held;
  }

  /**
   * Ends a registration: pages that were registered for writing are marked dirty, if they are not;
   * all are let go.
   */
  public Errno deregister(long registration) {
    Buffer buffer = buffer(registration);
    if (buffer == null && !isRevoked(registration)) {
      return Errno.EINVAL;
    }
    try (Frame _ = machine.enter("__ib_umem_release")) {
      List<Integer> given =
          machine.atomicGet(() -> {
            List<Integer> held = leasesOf(registration);
            events.emit(new RegistrationEvent.BufferDeregistered((int) registration));
            return held;
          });
      letGo(buffer, given);
      return Errno.OK;
    }
  }

  /** Ends what a lease was for, since it is over. */
  private void revoke(int lease) {
    Buffer[] buffer = new Buffer[1];
    List<Integer> given =
        machine.atomicGet(() -> {
          for (long registration : leased.keys()) {
            if (leasesOf(registration).contains(lease)) {
              buffer[0] = buffers.get(registration);
              List<Integer> held = leasesOf(registration);
              events.emit(new RegistrationEvent.BufferRevoked((int) registration));
              return held;
            }
          }
          return List.of();
        });
    letGo(buffer[0], given);
  }

  private void letGo(@Nullable Buffer buffer, List<Integer> given) {
    if (buffer != null) {
      buffer.folios().forEach(frame -> letGo(folios.of(frame), buffer.write()));
    }
    leases.release(given);
  }

  /** The leases by which a registration holds its pages. Only inside a step. */
  private List<Integer> leasesOf(long registration) {
    Leased found = leased.get(registration);
    return found == null || found.revoked() ? List.of() : found.leases();
  }

  private boolean isRevoked(long registration) {
    return machine.nowGet(() -> {
      Leased found = leased.get(registration);
      return found != null && found.revoked();
    });
  }

  private void letGo(Folio folio, boolean write) {
    if (write) {
      gup.releaseDirty(folio, hold);
    } else {
      gup.release(folio, hold);
    }
  }

  @Override
  public EventFamily<RegistrationEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(RegistrationEvent event) {
    switch (event) {
      case RegistrationEvent.BufferRegistered e ->
          buffers.put(e.registration(), new Buffer(e.offset(), e.length(), e.write(), e.folios()));
      case RegistrationEvent.BufferDeregistered e -> {
        buffers.put(e.registration(), null);
        leased.put(e.registration(), null);
      }
      case RegistrationEvent.BufferLeased e ->
          leased.put(e.registration(), new Leased(e.leases(), false));
      case RegistrationEvent.BufferRevoked e -> {
        buffers.put(e.registration(), null);
        leased.put(e.registration(), new Leased(List.of(), true));
      }
    }
  }

  private @Nullable Buffer buffer(long registration) {
    Buffer[] found = new Buffer[1];
    machine.atomic(() -> found[0] = buffers.get(registration));
    return found[0];
  }
}
