package org.folioscope.scenarios.matrix;

/** A small matrix file, to be changed by tests. */
final class MatrixText {

  static final String GOOD =
      """
      matrix: small
      thread: 001
      title: What comes of it
      source: a mail
      kernel: linux-4.15
      filesystems: [ext4, xfs]
      base: old
      columns:
        old: { name: as it was }
        new: { name: as it is, proposer: somebody, kernel: linux-6.12, policy: { pin: on } }
      races:
        R1:
          title: a race
          scenario: kara-2018
          cells: { old: BUG, new: { ext4: ok } }
        R2:
          title: another one
          variants: { short: a, long: b }
          options: { debug-vm: on }
          policy: { late-dirty: mkwrite }
          filesystems: [ext4]
          others: "="
          cells: { old: "ok / HANG, BUG (UAF) [1]" }
      notes: { a: first, "1": second }
      reasons:
        - { races: R1, columns: [new], because: it is fixed, source: a commit, basis: stated }
        - { because: it is so, source: thinking, basis: derived }
      disagrees:
        - { race: R1, columns: old, filesystem: xfs, actual: ok, wrong: model, because: no buffers }
      """;

  private MatrixText() {}

  static Matrix parse(String text) {
    return MatrixReader.parse("m.yaml", text);
  }

  static Matrix good() {
    return parse(GOOD);
  }
}
