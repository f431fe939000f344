package org.folioscope.scenarios.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The claims that come with the program. */
public final class Claims {

  private static final String FILE = "claims.yaml";

  private Claims() {}

  /** All of them, in the order of their file. */
  public static List<Claim> builtIn() {
    try (InputStream in = Claims.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + FILE);
      }
      return ClaimReader.parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
