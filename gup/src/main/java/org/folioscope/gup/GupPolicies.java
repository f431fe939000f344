package org.folioscope.gup;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;

/** How users of get_user_pages hold pages, and what they are refused. */
public final class GupPolicies implements PolicyProvider {

  /** How a page is held. */
  public enum Hold {
    /** A plain reference. */
    FOLL_GET,
    /** A pin: 1024 references on a small folio, so that others can tell. */
    FOLL_PIN
  }

  /** When files reserve blocks for pages that are taken for writing. */
  public enum Allocation {
    /** As each is taken; one that cannot be had ends the request there, the first with EFAULT. */
    PAGE_BY_PAGE,
    /** For all of a request before the first is taken; ENOSPC if there are not enough. */
    UP_FRONT
  }

  /** Whether pages of files can be held for writing. */
  public enum OnFiles {
    /** Yes. */
    ALLOWED,
    /** No, not even for a moment: EFAULT. */
    REFUSED
  }

  /** What taking a page for writing does that is under writeback. */
  public enum UnderWriteback {
    /** It is taken. */
    TAKE,
    /** The end of the writeback is waited for. */
    WAIT
  }

  /** Whether something is granted. */
  public enum Grant {
    /** Yes. */
    ALLOWED,
    /** No: EFAULT. */
    REFUSED,
    /** Only to who holds a layout lease on the file, which is broken before blocks are moved. */
    LEASE
  }

  /** How direct I/O holds the pages of its buffer. */
  public static final Policy<Hold> DIRECT_IO =
      Policy.named("direct-io-pages", Hold.FOLL_GET)
          .from(Kernel.LINUX_6_12, Hold.FOLL_PIN)
          .help(
              "Does direct I/O take references or pins on the pages of its buffer? (pin:U1,"
                  + " pin:U4)")
          .source("a7e689dd1c06, 1ccf164ec866, 403b6fb8dac1, fd363244e883, 6.5")
          .build();

  /** How process_vm_writev holds the pages of the other process. */
  public static final Policy<Hold> PROCESS_VM =
      Policy.named("process-vm-pages", Hold.FOLL_GET)
          .from(Kernel.LINUX_5_8, Hold.FOLL_PIN)
          .help("Does process_vm_writev take references or pins? (pin:U1)")
          .source("803e4572d7c5, 2020")
          .build();

  /** How devices hold the pages of buffers that a program registered. */
  public static final Policy<Hold> REGISTERED =
      Policy.named("registered-pages", Hold.FOLL_GET)
          .from(Kernel.LINUX_5_8, Hold.FOLL_PIN)
          .help(
              "Do RDMA and capture devices take references or pins on registered memory? (pin:U1;"
                  + " pin:H1, a call of its own to let go of a reference, is the same as"
                  + " references)")
          .source("the conversions that followed 3faa52c03f44, 2020")
          .build();

  /** Whether a long-term write pin of a file page is granted. */
  public static final Policy<Grant> LONG_TERM_ON_FILES =
      Policy.named("longterm-on-files", Grant.ALLOWED)
          .from(Kernel.LINUX_6_12, Grant.REFUSED)
          .help(
              "May pages of files that are written back be held for writing without limit of time:"
                  + " always, never (pin:U3), or by those who hold a layout lease (pin:P4,"
                  + " pin:T3)?")
          .source(
              "8ac268436e6d, a6e79df92e4a, 6.5; the lease: Williams, 2018-01-03, Hubbard,"
                  + " 2022-02-23")
          .build();

  /** Whether a long-term pin of a DAX page is granted. */
  public static final Policy<Grant> LONG_TERM_ON_DAX =
      Policy.named("longterm-on-dax", Grant.REFUSED)
          .help(
              "May pages of DAX files be held without limit of time, as before 4.15, or is that"
                  + " EOPNOTSUPP? LEASE says nothing here")
          .source(
              "2bb6d2837083 (get_user_pages_longterm), 5f1d43de5416 for RDMA, b7f0554a56f2 and"
                  + " b70131de648c for frame buffers, all 4.15-rc2; vfio followed in 4.16"
                  + " (94db151dc892)")
          .build();

  /**
   * When blocks are reserved for pages that are taken for writing, and who is told of none left.
   */
  public static final Policy<Allocation> ALLOCATION =
      Policy.named("pin-allocates-blocks", Allocation.PAGE_BY_PAGE)
          .help(
              "When are blocks reserved for pages that are taken for writing: as each page is"
                  + " taken, where a full disk means EFAULT or fewer pages, or for all before the"
                  + " first, where it means ENOSPC and no page? Either way the next cleaning undoes"
                  + " it (pin:T2)")
          .source("Ts'o, 2022-02-23: allocate at pin time and say ENOSPC there; not merged")
          .build();

  /** Whether pages of files that are written back can be held for writing at all. */
  public static final Policy<OnFiles> ON_FILES =
      Policy.named("pins-on-files", OnFiles.ALLOWED)
          .help(
              "May a page of a file that is written back be held for writing, through page tables,"
                  + " at all? (pin:H4; pin:H5 would allow it to devices that obey the notifiers of"
                  + " page-table changes, of which there are none here)")
          .source("Lameter, 2019-03-08; Glisse, 2019-03-12; not merged")
          .build();

  /** What taking a page for writing does that is being written. */
  public static final Policy<UnderWriteback> UNDER_WRITEBACK =
      Policy.named("pin-under-writeback", UnderWriteback.TAKE)
          .help(
              "Is a page taken at once that is to be written to and is under writeback, or does"
                  + " that wait for the end of the writeback, as a fault would? (pin:H3)")
          .source("Hubbard, 2019-03-06; not merged")
          .build();

  /** Called by the service loader. */
  public GupPolicies() {}

  @Override
  public List<Policy<?>> policies() {
    return List.of(
        DIRECT_IO,
        PROCESS_VM,
        REGISTERED,
        LONG_TERM_ON_FILES,
        LONG_TERM_ON_DAX,
        ALLOCATION,
        ON_FILES,
        UNDER_WRITEBACK);
  }

  @Override
  public List<PolicyAlias> aliases() {
    return PinAliases.ALL;
  }
}
