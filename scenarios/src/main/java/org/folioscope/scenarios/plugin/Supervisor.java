package org.folioscope.scenarios.plugin;

import java.util.function.LongSupplier;

/** Is told which threads run code of plug-ins, to notice one that comes to no end. */
public interface Supervisor {

  /** Trusts everybody. */
  Supervisor NONE =
      new Supervisor() {
        @Override
        public void begin(Thread thread, LongSupplier progress) {}

        @Override
        public void end(Thread thread) {}
      };

  /**
   * The thread begins to run code of a plug-in.
   *
   * @param progress grows while all is well; may be asked by any thread
   */
  void begin(Thread thread, LongSupplier progress);

  /** The thread no longer does. */
  void end(Thread thread);
}
