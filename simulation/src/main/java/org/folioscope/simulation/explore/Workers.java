package org.folioscope.simulation.explore;

/** Has work done by several workers at once. Where the threads come from is the host's business. */
public interface Workers {

  /** One worker: the caller. */
  Workers CALLER =
      new Workers() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public void work(Runnable each) {
          each.run();
        }
      };

  /** How many workers there are, 1 or more. */
  int count();

  /**
   * Has each worker do the work and returns when all are done.
   *
   * @throws RuntimeException what the work of one of them threw; the others are done by then too
   */
  void work(Runnable each);
}
