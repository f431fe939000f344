package acme;

/** A class that something needs. */
public final class AcmeText {

  static String of(long number) {
    return "<" + number + ">";
  }
}
