package org.folioscope.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.claim.Answer;
import org.folioscope.scenarios.claim.ClaimSearch;
import org.folioscope.scenarios.claim.Claims;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.ClaimPage;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Workers;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/CLAIMS.md} is what exploring says of the claims; {@code -Ddocs.fix} writes it anew.
 * No claim may come out otherwise than it is known to be.
 */
class ClaimsTest {

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "CLAIMS.md");

  private static final String HEAD =
      """
      # Claims

      <!-- made by exploring; mvn -pl cli -am test -Ddocs.fix -->

      What was claimed in the threads of mails, in our words, and whether it is so. Each claim is decided by cells of the
      [verdict matrices](VERDICTS.md), each a search over every interleaving: `./folioscope claims` tells the interleaving that shows it,
      `--out runs` keeps its log. The claims about inline data in ext4 have to wait for inline data.

      """;

  @Test
  void thePageSaysWhatExploringComesTo() throws IOException {
    Session session = new Session();
    Plan plan = new Plan(session.policies(), session.filesystems(), true);
    CellSearch search = new CellSearch(Workers.CALLER, Budget::unlimited, (_, _) -> {});

    List<Answer> answers = new ClaimSearch(plan, search).answers(Claims.builtIn());

    assertThat(answers)
        .isNotEmpty()
        .allSatisfy(answer ->
            assertThat(answer.isTrue())
                .as(answer.claim().code())
                .contains(answer.claim().answer()));
    String expected = HEAD + ClaimPage.of(answers);
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(PAGE).as("%s; -Ddocs.fix writes it anew", PAGE).content().isEqualTo(expected);
    }
  }
}
