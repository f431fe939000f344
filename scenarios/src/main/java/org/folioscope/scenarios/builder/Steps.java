package org.folioscope.scenarios.builder;

/** The calls of set-up, of {@code finally} or of {@code after_crash}, one after the other. */
public final class Steps extends Calls<Steps> {

  Steps(Step owner) {
    super(owner);
  }

  @Override
  Steps self() {
    return this;
  }
}
