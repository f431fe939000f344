/*
 * M1: a page, its lock and three actors, each of which does its part ROUNDS times.
 * Where PINS is 0 reclaim does not ask for pins, and the assertion fails.
 */
#ifndef PINS
#define PINS 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
bit buffers, dirty, mapped, writeback, locked;
byte refs, pins;
bit half[2];
inline lock() { atomic { !locked -> locked = 1 } }
inline unlock() { locked = 0 }
active proctype dio() {
  byte round;
  do
  :: round < ROUNDS ->
     lock();
     buffers = 1; dirty = 1; mapped = 1; refs++; pins++;
     unlock();
     half[0] = 1;
     half[1] = 1;
     lock();
     assert(buffers);
     dirty = 1; refs--; pins--;
     unlock();
     round++
  :: else -> break
  od
}
active proctype wb() {
  byte round;
  bit started;
  do
  :: round < ROUNDS ->
     lock();
     started = dirty;
     if
     :: started -> mapped = 0; dirty = 0; writeback = 1
     :: else
     fi;
     unlock();
     if
     :: started ->
        lock();
        writeback = 0;
        unlock()
     :: else
     fi;
     round++
  :: else -> break
  od
}
active proctype rc() {
  byte round;
  do
  :: round < ROUNDS ->
     lock();
     if
     :: !dirty && !writeback && (!PINS || pins == 0) -> buffers = 0
     :: else
     fi;
     unlock();
     round++
  :: else -> break
  od
}
