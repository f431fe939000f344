package org.folioscope.vm.pin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.folio.Folio;

/**
 * Which task will let go of a pinned page, so that pins are nodes of the graph of who waits for
 * whom. Kept only where cleaning sleeps until pins are gone.
 */
@Singleton
public final class PinHolders implements StateOwner<PinEvent> {

  private static final EventFamily<PinEvent> FAMILY = EventFamily.of("pin", 1, PinEvent.class);

  /** Nobody has to end it. */
  private static final int REGISTRATION = -1;

  private final Machine machine;
  private final boolean kept;
  private final RefArray<List<Integer>> holders;
  private final Emitter<PinEvent> events;

  /** Nothing is pinned. */
  @Inject
  public PinHolders(Machine machine, Policies policies) {
    this.machine = machine;
    this.kept = policies.get(PinPolicies.CLEAN_PINNED).sleeps();
    this.holders = machine.space().refs("pin.holders");
    this.events = machine.own(this);
  }

  /**
   * The current task has pinned the page. Only inside the step that does it.
   *
   * @param longTerm for as long as a program likes
   */
  public void pinned(Folio folio, boolean longTerm) {
    if (kept) {
      int holder = longTerm ? REGISTRATION : machine.currentTask();
      events.emit(new PinEvent.PinNoted(folio.frame(), holder));
    }
  }

  /** One pin of the page is gone. Only inside the step that drops it. */
  public void unpinned(Folio folio) {
    List<Integer> now = kept ? of(folio.frame()) : List.of();
    if (!now.isEmpty()) {
      int mine = machine.currentTask();
      int holder = now.contains(mine) ? mine : now.getLast();
      events.emit(new PinEvent.PinForgotten(folio.frame(), holder));
    }
  }

  /**
   * Until nobody has the page pinned, which is up to who did.
   *
   * @param rescue what else ends the sleep
   * @param rescued whether that has come about
   */
  Wait untilUnpinned(Folio folio, Wait.Rescue rescue, BooleanSupplier rescued) {
    return new Unpinned(folio, rescue, rescued);
  }

  @Override
  public EventFamily<PinEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(PinEvent event) {
    switch (event) {
      case PinEvent.PinNoted e -> {
        List<Integer> more = new ArrayList<>(of(e.folio()));
        more.add(e.holder());
        more.sort(null);
        holders.set(e.folio(), List.copyOf(more));
      }
      case PinEvent.PinForgotten e -> {
        List<Integer> fewer = new ArrayList<>(of(e.folio()));
        fewer.remove(Integer.valueOf(e.holder()));
        holders.set(e.folio(), fewer.isEmpty() ? null : List.copyOf(fewer));
      }
    }
  }

  private List<Integer> of(int folio) {
    List<Integer> found = holders.get(folio);
    return found == null ? List.of() : found;
  }

  private final class Unpinned implements Wait {

    private final Folio folio;
    private final Rescue rescue;
    private final BooleanSupplier rescued;

    Unpinned(Folio folio, Rescue rescue, BooleanSupplier rescued) {
      this.folio = folio;
      this.rescue = rescue;
      this.rescued = rescued;
    }

    @Override
    public boolean ready() {
      boolean enough = rescued.getAsBoolean();
      return !folio.maybeDmaPinned() || enough;
    }

    @Override
    public String what() {
      return "the pins of folio " + folio.frame();
    }

    @Override
    public void owners(IntConsumer tasks) {
      of(folio.frame()).stream().filter(holder -> holder != REGISTRATION).forEach(tasks::accept);
    }

    @Override
    public Rescue endedBy() {
      return rescue;
    }
  }
}
