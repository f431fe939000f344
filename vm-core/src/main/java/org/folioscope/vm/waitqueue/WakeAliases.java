package org.folioscope.vm.waitqueue;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.waitqueue.WakePolicies.Diagnostic;
import org.folioscope.vm.waitqueue.WakePolicies.PageWait;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackEnd;
import org.folioscope.vm.waitqueue.WakePolicies.WritebackWait;

/** The codes of the wake races' fixes, as the thread of November 2020 is spoken of. */
public final class WakeAliases {

  /** All of them, in the order of the codes. */
  public static final List<PolicyAlias> ALL =
      List.of(
          end("wake:E0", "clear, then wake without a reference", WritebackEnd.ORIGINAL),
          end(
              "wake:E1",
              "Dickins, 04:07: a reference under the i_pages lock if somebody waits",
              WritebackEnd.REFERENCE_IF_WAITED),
          end(
              "wake:E1b",
              "Dickins, not sent: wake under the i_pages lock",
              WritebackEnd.WAKE_UNDER_LOCK),
          end(
              "wake:E2",
              "Dickins, 073861ed77b6: a reference until after the wake",
              WritebackEnd.HOLD_REFERENCE),
          end(
              "wake:E3",
              "Torvalds, 04:26: a reference for the whole transfer",
              WritebackEnd.REFERENCE_FOR_IO),
          end("wake:E4", "Wilcox, 18:33: no check for tail pages", WritebackEnd.NO_TAIL_CHECK)
              .with(WakePolicies.WRITEBACK_WAIT, WritebackWait.CALLER_LOOP),
          end(
                  "wake:E4-posted",
                  "the one check removed that the mail removes",
                  WritebackEnd.NO_TAIL_CHECK_AT_READ)
              .with(WakePolicies.WRITEBACK_WAIT, WritebackWait.CALLER_LOOP),
          end("wake:E5", "Wilcox and Torvalds: every wait is a loop", WritebackEnd.ORIGINAL)
              .with(WakePolicies.WRITEBACK_WAIT, WritebackWait.LOOP),
          end(
              "wake:E6",
              "Torvalds, 25 November: clear in one go, or at the end of the walk",
              WritebackEnd.CLEAR_IN_WAKE),
          end(
              "wake:E6u",
              "E6 that leaves a page lock to a woken locker",
              WritebackEnd.CLEAR_IN_WAKE_UNLESS_TAKEN),
          end("wake:E7", "upstream since 5.11: E2 with E5", WritebackEnd.HOLD_REFERENCE)
              .with(WakePolicies.WRITEBACK_WAIT, WritebackWait.LOOP),
          end(
              "wake:E8",
              "rejected: writers acquire PG_writeback like a lock",
              WritebackEnd.WAIT_TO_SET),
          of("wake:W-if", "one look", WakePolicies.WRITEBACK_WAIT, WritebackWait.ONCE),
          of("wake:W-loop", "look until clear", WakePolicies.WRITEBACK_WAIT, WritebackWait.LOOP),
          of(
              "wake:W-caller-loop",
              "only write_cache_pages looks until clear",
              WakePolicies.WRITEBACK_WAIT,
              WritebackWait.CALLER_LOOP),
          of(
              "wake:DG1",
              "Torvalds, August 2020: writeback starts on an unlocked page",
              WakePolicies.WARN_UNLOCKED_START,
              Diagnostic.ON),
          of(
              "wake:DG2",
              "Torvalds, 19:00: a wake for a page without references",
              WakePolicies.WARN_UNUSED_WAKE,
              Diagnostic.ON),
          of("wait:old", "before 2a9127fcf229", WakePolicies.PAGE_WAIT, PageWait.OLD),
          of("wait:new", "since 2a9127fcf229", WakePolicies.PAGE_WAIT, PageWait.NEW));

  private WakeAliases() {}

  private static PolicyAlias end(String name, String help, WritebackEnd value) {
    return of(name, help, WakePolicies.WRITEBACK_END, value);
  }

  private static <T extends Enum<T>> PolicyAlias of(
      String name, String help, Policy<T> policy, T value) {
    return PolicyAlias.named(name, help).with(policy, value);
  }
}
