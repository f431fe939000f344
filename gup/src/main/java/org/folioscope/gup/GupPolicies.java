package org.folioscope.gup;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyProvider;

/** How users of get_user_pages hold pages. */
public final class GupPolicies implements PolicyProvider {

  /** How a page is held. */
  public enum Hold {
    /** A plain reference. */
    FOLL_GET,
    /** A pin: 1024 references on a small folio, so that others can tell. */
    FOLL_PIN
  }

  /** How direct I/O holds the pages of its buffer. */
  public static final Policy<Hold> DIRECT_IO =
      Policy.named("direct-io-pages", Hold.FOLL_GET)
          .from(Kernel.LINUX_6_12, Hold.FOLL_PIN)
          .help("Does direct I/O take references or pins on the pages of its buffer? (pin:U4)")
          .source("a7e689dd1c06, 1ccf164ec866, 403b6fb8dac1, fd363244e883, 6.5")
          .build();

  /** Called by the service loader. */
  public GupPolicies() {}

  @Override
  public List<Policy<?>> policies() {
    return List.of(DIRECT_IO);
  }
}
