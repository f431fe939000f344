package org.folioscope.scenarios.matrix;

import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.matrix.Expected.Meaning;

/**
 * Cells as files write them: {@code ok}, {@code BUG, HANG}, {@code CORR (BUG)}, {@code ok / HANG
 * [3, 4]}, {@code =}, {@code na}. Left is what is wrong.
 */
final class CellText {

  private static final Pattern CELL = Pattern.compile("([^\\[]*)(?:\\[([^\\]]*)\\])?");
  private static final Pattern PART = Pattern.compile("([^(]*)(?:\\(([^)]*)\\))?");

  private CellText() {}

  /** One expectation for each variant. */
  static Either<String, List<Expected>> read(String written, int variants) {
    Matcher cell = CELL.matcher(written.strip());
    if (!cell.matches()) {
      return Either.left("footnotes stand at the end, as in 'ok [1, 2]'");
    }
    List<String> notes = cell.group(2) == null ? List.of() : words(cell.group(2));
    String[] parts = cell.group(1).split("/", -1);
    if (parts.length != 1 && parts.length != variants) {
      return Either.left(
          parts.length + " parts with '/', but the race has " + variants + " variants");
    }
    List<Expected> all = new ArrayList<>();
    for (int variant = 0; variant < variants; variant++) {
      Either<String, Expected> one = part(parts[parts.length == 1 ? 0 : variant].strip());
      if (one.isLeft()) {
        return Either.left(one.getLeft());
      }
      all.add(one.get().noted(notes));
    }
    return Either.right(List.copyOf(all));
  }

  private static Either<String, Expected> part(String written) {
    switch (written) {
      case "=":
        return Either.right(new Expected(Meaning.AS_BASE, List.of(), List.of(), List.of()));
      case "na", "–":
        return Either.right(Expected.NOT_RUN);
      default:
        break;
    }
    Matcher part = PART.matcher(written);
    if (!part.matches()) {
      return Either.left("'" + written + "' is not of the form 'CORR, BUG (HANG)'");
    }
    return codes(part.group(1))
        .flatMap(codes ->
            (part.group(2) == null
                    ? Either.<String, List<Code>>right(List.of())
                    : codes(part.group(2)))
                .flatMap(allowed -> checked(codes, allowed)));
  }

  private static Either<String, Expected> checked(List<Code> codes, List<Code> allowed) {
    boolean mixed = codes.contains(Code.OK) && codes.size() > 1 || allowed.contains(Code.OK);
    return mixed
        ? Either.left("'ok' says that there is no violation in any schedule, so it stands alone")
        : Either.right(Expected.of(codes, allowed));
  }

  /** One code or several with commas, each once. */
  static Either<String, List<Code>> codes(String written) {
    SequencedSet<Code> codes = new TreeSet<>();
    for (String word : words(written)) {
      Code code = Code.labelled(word).orElse(null);
      if (code == null) {
        return Either.left(
            "'"
                + word
                + "' is no code"
                + DidYouMean.hint(word, Code.labels())
                + "; there are "
                + String.join(", ", Code.labels())
                + ", = and na");
      }
      codes.add(code);
    }
    return codes.isEmpty() ? Either.left("a cell needs a code") : Either.right(List.copyOf(codes));
  }

  private static List<String> words(String written) {
    List<String> words = new ArrayList<>();
    for (String word : written.split(",", -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return List.copyOf(words);
  }
}
