package org.folioscope.simulation.explore;

/**
 * A guess at how much of a search is done, as in Knuth, "Estimating the efficiency of backtrack
 * programs" (1975): a finished execution counts for the product of 1/branches over the states on
 * its way, as if a random walk down the tree had come there. The branches that are known so far,
 * that is; and subtrees beside each other are taken to be equally large, which they are not. What a
 * bound holds back is no part of the search.
 *
 * @param fractionDone from 0 to 1; 1 when nothing is left
 * @param executionsExpected how many executions will be counted when all is done
 */
public record Estimate(double fractionDone, double executionsExpected) {

  static Estimate of(double fractionDone, long executions) {
    return new Estimate(fractionDone, Math.rint(executions / fractionDone));
  }
}
