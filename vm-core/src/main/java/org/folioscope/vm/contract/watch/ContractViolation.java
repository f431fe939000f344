package org.folioscope.vm.contract.watch;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An operation of a filesystem was not called, or did not end, as the contract says. */
public final class ContractViolation extends AssertionError {

  @Serial private static final long serialVersionUID = 1L;

  private final String where;
  private final String complaint;

  ContractViolation(Class<?> type, String operation, String complaint, @Nullable Throwable cause) {
    super("contract of " + operation + ": " + complaint, cause);
    this.where = type.getName() + "." + operation;
    this.complaint = complaint;
  }

  /** The filesystem's class and its operation. */
  public String where() {
    return where;
  }

  /** What was not as it must be. */
  public String complaint() {
    return complaint;
  }
}
