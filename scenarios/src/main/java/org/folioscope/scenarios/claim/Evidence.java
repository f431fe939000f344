package org.folioscope.scenarios.claim;

import org.folioscope.scenarios.matrix.Code;

/**
 * A cell of a verdict matrix that speaks for a claim or against it.
 *
 * @param matrix the matrix's name
 * @param race its row
 * @param column its column
 * @param filesystem on which
 * @param reached whether the claim needs some interleaving to come to the code, or none
 * @param code what the interleavings come to
 */
public record Evidence(
    String matrix, String race, String column, String filesystem, boolean reached, Code code) {

  /** The cell as tables name it. */
  public String cell() {
    return race + " × " + column + " on " + filesystem;
  }
}
