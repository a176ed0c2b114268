package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core over a page: no rule of WCAG 2.2 AA or of its own good practice is broken. */
final class Accessibility {

  private static final String RUN =
      """
      async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
        'wcag22aa', 'best-practice'] })).violations.map(v => v.id + ': ' + v.help + ' '
        + v.nodes.map(n => n.target.join(' ')).join(', '))
      """;

  private static final String AXE = axe();

  private Accessibility() {}

  static void expectNoFault(Page page) {
    page.evaluate(AXE);
    assertEquals(List.of(), page.evaluate(RUN), page.url());
  }

  private static String axe() {
    try (var in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
