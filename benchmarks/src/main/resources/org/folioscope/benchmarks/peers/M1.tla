--------------------------------- MODULE M1 ---------------------------------
(* M1: a page, its lock and three actors. Each section under the lock is two *)
(* actions, taking the lock and the rest; each store by the device is one.   *)
EXTENDS Naturals

CONSTANTS PinsCount, Rounds

VARIABLES buffers, dirty, mapped, writeback, refs, pins, halves, owner, at, left

page == <<buffers, dirty, mapped, writeback, refs, pins, halves>>
vars == <<page, owner, at, left>>

Init ==
    /\ buffers = FALSE
    /\ dirty = FALSE
    /\ mapped = FALSE
    /\ writeback = FALSE
    /\ refs = 0
    /\ pins = 0
    /\ halves = <<0, 0>>
    /\ owner = "nobody"
    /\ at = [dio |-> "lock1", wb |-> "lock1", rc |-> "lock1"]
    /\ left = [dio |-> Rounds, wb |-> Rounds, rc |-> Rounds]

Go(task, from, to) == at[task] = from /\ at' = [at EXCEPT ![task] = to]

Lock(task, from, to) ==
    /\ owner = "nobody"
    /\ left[task] > 0
    /\ Go(task, from, to)
    /\ owner' = task
    /\ UNCHANGED <<page, left>>

Unlock(task, from, to) ==
    /\ Go(task, from, to)
    /\ owner' = "nobody"
    /\ left' = IF to = "lock1" THEN [left EXCEPT ![task] = @ - 1] ELSE left

DioFault ==
    /\ Unlock("dio", "fault", "store1")
    /\ buffers' = TRUE
    /\ dirty' = TRUE
    /\ mapped' = TRUE
    /\ refs' = refs + 1
    /\ pins' = pins + 1
    /\ UNCHANGED <<writeback, halves>>

Store(half, from, to) ==
    /\ Go("dio", from, to)
    /\ halves' = [halves EXCEPT ![half] = 1]
    /\ UNCHANGED <<buffers, dirty, mapped, writeback, refs, pins, owner, left>>

DioDone ==
    /\ Unlock("dio", "done", "lock1")
    /\ dirty' = TRUE
    /\ refs' = refs - 1
    /\ pins' = pins - 1
    /\ UNCHANGED <<buffers, mapped, writeback, halves>>

WritebackStart ==
    /\ Unlock("wb", "start", IF dirty THEN "lock2" ELSE "lock1")
    /\ mapped' = (mapped /\ ~dirty)
    /\ writeback' = dirty
    /\ dirty' = FALSE
    /\ UNCHANGED <<buffers, refs, pins, halves>>

WritebackEnd ==
    /\ Unlock("wb", "end", "lock1")
    /\ writeback' = FALSE
    /\ UNCHANGED <<buffers, dirty, mapped, refs, pins, halves>>

Reclaim ==
    /\ Unlock("rc", "reclaim", "lock1")
    /\ buffers' = (buffers /\ (dirty \/ writeback \/ (PinsCount /\ pins > 0)))
    /\ UNCHANGED <<dirty, mapped, writeback, refs, pins, halves>>

Done ==
    /\ \A task \in DOMAIN left : left[task] = 0
    /\ UNCHANGED vars

Next ==
    \/ Lock("dio", "lock1", "fault")
    \/ DioFault
    \/ Store(1, "store1", "store2")
    \/ Store(2, "store2", "lock2")
    \/ Lock("dio", "lock2", "done")
    \/ DioDone
    \/ Lock("wb", "lock1", "start")
    \/ WritebackStart
    \/ Lock("wb", "lock2", "end")
    \/ WritebackEnd
    \/ Lock("rc", "lock1", "reclaim")
    \/ Reclaim
    \/ Done

Spec == Init /\ [][Next]_vars

(* set_page_dirty: BUG_ON(!page_has_buffers(page)) *)
NoBug == at.dio = "done" => buffers
=============================================================================
