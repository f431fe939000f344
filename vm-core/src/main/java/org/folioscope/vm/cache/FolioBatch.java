package org.folioscope.vm.cache;

import java.util.List;
import org.folioscope.vm.folio.Folio;

/**
 * Pages of a file that one lookup found, each with a reference that keeps it from being freed until
 * the whole batch is let go (pagevec, folio_batch).
 *
 * @param folios by ascending offset
 * @param next the page offset at which the next lookup goes on
 */
public record FolioBatch(List<Folio> folios, long next) {

  /** How many pages a lookup finds at most (PAGEVEC_SIZE; 31 from 6.9 on). */
  public static final int SIZE = 15;

  /** What a lookup finds that is not made. */
  public static final FolioBatch NONE = new FolioBatch(List.of(), 0);

  /** Whether the lookup found nothing. */
  public boolean isEmpty() {
    return folios.isEmpty();
  }

  /** Whether there may be more pages behind the batch. */
  public boolean isFull() {
    return folios.size() == SIZE;
  }

  /** Drops the references, one after the other (pagevec_release, folio_batch_release). */
  public void release() {
    folios.forEach(Folio::put);
  }
}
