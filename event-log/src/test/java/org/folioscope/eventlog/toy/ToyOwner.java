package org.folioscope.eventlog.toy;

import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.eventlog.state.StateSpace;

/** Keeps what the toy events say in one container of each kind. */
public final class ToyOwner implements StateOwner<Toy> {

  private final StateSpace space = new StateSpace();
  private final LongArray numbers = space.longs("toy.numbers");
  private final LongCell ticks = space.cell("toy.ticks");
  private final RefArray<Toy> last = space.refs("toy.last");
  private final LongMap<Content> contents = space.map("toy.contents");
  private final Sequence queue = space.sequence("toy.queue");

  /** The state. */
  public StateSpace space() {
    return space;
  }

  /** Whether the item stands in the queue. */
  public boolean isQueued(long item) {
    return queue.contains(item);
  }

  @Override
  public EventFamily<Toy> family() {
    return Toy.FAMILY;
  }

  @Override
  public void apply(Toy event) {
    switch (event) {
      case Toy.NumberPut put -> numbers.set(put.slot(), put.value());
      case Toy.NumberAdded added -> numbers.add(added.slot(), added.delta());
      case Toy.Said said -> last.set(0, said);
      case Toy.Written written -> contents.put(written.key(), written.content());
      case Toy.Drawn drawn -> last.set(1, drawn);
      case Toy.Queued queued -> queue.addLast(queued.item());
      case Toy.Unqueued unqueued -> queue.remove(unqueued.item());
      case Toy.Ticked ticked -> ticks.add(1);
    }
  }
}
