package org.folioscope.simulation.dpor;

import java.util.List;

/**
 * The states that an execution goes through, from the beginning on, and the turns between them.
 *
 * @param nodes one more than turns
 */
record Path(List<Node> nodes, List<Turn> turns) {

  static Path beginning() {
    return new Path(List.of(Node.first()), List.of());
  }

  /** The first turns of it. */
  Path first(int count) {
    return new Path(List.copyOf(nodes.subList(0, count + 1)), List.copyOf(turns.subList(0, count)));
  }

  /** The last state. */
  Node end() {
    return nodes.getLast();
  }

  /** The place of the last state from which a branch can be taken; -1 if there is none. */
  int deepestOpen() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i).isOpen()) {
        return i;
      }
    }
    return -1;
  }

  /** The place of the first state from which a branch can be taken; -1 if there is none. */
  int shallowestOpen() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).isOpen()) {
        return i;
      }
    }
    return -1;
  }

  /** Whether anything is still to be tried from one of the states. */
  boolean hasWanted() {
    return nodes.stream().anyMatch(Node::hasWanted);
  }

}
