package org.folioscope.vm.pin;

import java.util.List;
import org.folioscope.simulation.policy.Policy;

/** What was proposed for those who clean, release or dirty a page that a device may write to. */
public final class PinPolicies {

  /** What cleaning a page for I/O does while it is pinned. */
  public enum CleanPinned {
    /** It is cleaned like any other. */
    IGNORE,
    /** The cleaner write-protects it and sleeps with the page locked. */
    WAIT_LOCKED,
    /** The cleaner write-protects it, unlocks it, sleeps, and begins anew. */
    WAIT_UNLOCKED,
    /** As {@link #WAIT_UNLOCKED}, until a signal comes. */
    WAIT_INTERRUPTIBLE,
    /** As {@link #WAIT_LOCKED}, until a signal comes. */
    WAIT_INTERRUPTIBLE_LOCKED,
    /** It stays dirty, whoever cleans; nor is it unmapped. */
    SKIP,
    /** It stays dirty for who does not wait; fsync unlocks it and sleeps. Nor is it unmapped. */
    BLOCK,
    /** It stays dirty for who does not wait; fsync cleans it. */
    KEEP_DIRTY;

    boolean asks() {
      return this != IGNORE;
    }

    boolean sleeps() {
      return switch (this) {
        case WAIT_LOCKED, WAIT_UNLOCKED, WAIT_INTERRUPTIBLE, WAIT_INTERRUPTIBLE_LOCKED, BLOCK ->
            true;
        case IGNORE, SKIP, KEEP_DIRTY -> false;
      };
    }

    /** Whether who does not wait leaves a pinned page dirty. */
    boolean passesBy() {
      return this == SKIP || this == BLOCK || this == KEEP_DIRTY;
    }

    /** Whether the pin is a flag that unmapping respects too. */
    boolean keepsMapped() {
      return this == SKIP || this == BLOCK;
    }
  }

  /** What release_folio says while somebody refers to the page. */
  public enum ReleaseReferenced {
    /** What the filesystem says. */
    ALLOW,
    /** No; whoever lets go last makes up for it. */
    REFUSE
  }

  /** What cleaning does with pinned pages. */
  public static final Policy<CleanPinned> CLEAN_PINNED =
      Policy.named("clean-pinned", CleanPinned.IGNORE)
          .help(
              "What does cleaning a page for writeback do while it is pinned: nothing special;"
                  + " sleep until the pins are gone, with the page locked (pin:P2a) or unlocked"
                  + " (pin:P2b); the same until a signal comes, unlocked or locked (pin:P5 in two"
                  + " variants); leave it dirty and mapped for everybody, or have fsync alone sleep"
                  + " (pin:P8 in two variants); leave it dirty for the flusher, clean it for fsync"
                  + " (pin:U5, with write-pinned=bounce)")
          .source(
              "P2: Kara, 2018-01-03, where the sleep sits and what is held is our choice; P5:"
                  + " Williams, 2018-01-03; P8: Chinner, 2018-01-04; U5: Kara, 2023-02-09, not"
                  + " merged; none is in a release")
          .build();

  /** Whether buffers stay while somebody refers to the page. */
  public static final Policy<ReleaseReferenced> RELEASE_REFERENCED =
      Policy.named("release-referenced", ReleaseReferenced.ALLOW)
          .help(
              "Does a page keep its buffers while somebody refers to it, who drops them when it is"
                  + " let go? (pin:P3)")
          .source("Williams, 2018-01-03: defer the release of buffers; not merged")
          .build();

  private PinPolicies() {}

  /** All of them. */
  public static List<Policy<?>> all() {
    return List.of(CLEAN_PINNED, RELEASE_REFERENCED);
  }
}
