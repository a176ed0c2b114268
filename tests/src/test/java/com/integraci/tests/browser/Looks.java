package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One size and colours of a screen. Each page is expected to be accessible and no wider than the
 * screen, and leaves a picture in {@code tests/target/browser}.
 */
record Looks(int width, int height, ColorScheme colours) {

  private static final Path PICTURES = Path.of("target", "browser");

  /** The panels that end before what is in them does. */
  private static final String CUT =
      """
      [...document.querySelectorAll('.panel')]
          .filter(panel => panel.scrollHeight > panel.clientHeight + 1)
          .map(panel => panel.innerText.slice(0, 60))
      """;

  /** Desktop and phone, light and dark. */
  static final List<Looks> ALL =
      List.of(
          new Looks(1280, 800, ColorScheme.LIGHT),
          new Looks(1280, 800, ColorScheme.DARK),
          new Looks(390, 844, ColorScheme.LIGHT),
          new Looks(390, 844, ColorScheme.DARK));

  /** Opens pages this way, with the cookies of somebody. */
  void with(Chromium chromium, BrowserContext person, Consumer<Page> visits) {
    try (var context = chromium.like(person, width, height, colours)) {
      visits.accept(context.newPage());
    }
  }

  /** Goes there and looks. */
  void at(Page page, String address, String name) {
    page.navigate(address);
    here(page, name);
  }

  /** Looks at what is shown. */
  void here(Page page, String name) {
    Accessibility.expectNoFault(page);
    int wide = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertTrue(wide <= 0, page.url() + " is wider than the screen by " + wide);
    var cut = page.evaluate(CUT);
    assertEquals(List.of(), cut, page.url() + ": a panel cuts off what is in it");
    expectOpenSectionSeen(page);
    var kind = width + "-" + colours.name().toLowerCase(Locale.ROOT);
    var file = PICTURES.resolve(name + "-" + kind + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  /** On a narrow screen the navigation scrolls. */
  private void expectOpenSectionSeen(Page page) {
    var open = page.locator("#sections [aria-current]");
    if (open.count() > 0) {
      var box = open.boundingBox();
      assertTrue(box.x >= 0 && box.x + box.width <= width, page.url() + ": its section is unseen");
    }
  }
}
