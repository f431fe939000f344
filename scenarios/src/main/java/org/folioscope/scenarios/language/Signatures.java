package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/** All the calls that a scenario may make. */
public final class Signatures {
  private final Vector<Signature> all;
  private final Vector<String> constants;

  private Signatures(Vector<Signature> all) {
    this.all = all;
    this.constants =
        all.flatMap(signature -> signature.parameters().appendAll(signature.named()))
            .flatMap(Parameter::constants)
            .distinct();
  }

  /**
   * A registry of calls.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Signatures of(Iterable<Signature> signatures) {
    Vector<Signature> all = Vector.ofAll(signatures);
    if (all.distinctBy(Signature::name).size() != all.size()) {
      throw new IllegalArgumentException("two calls have one name: " + all.map(Signature::name));
    }
    return new Signatures(all);
  }

  /** The calls, in the order given. */
  public Vector<Signature> all() {
    return all;
  }

  /** The call of a name. */
  public Option<Signature> get(String name) {
    return all.find(signature -> signature.name().equals(name));
  }

  Vector<String> names() {
    return all.map(Signature::name);
  }

  /** Every constant of every parameter, each once. */
  Vector<String> constants() {
    return constants;
  }
}
