package org.folioscope.block;

/** The submitter's completion function. Runs in interrupt context on the submitting CPU. */
@FunctionalInterface
public interface EndIo {

  /** The bio is done; status is 0 or a negative errno. */
  void ended(Bio bio, int status);
}
