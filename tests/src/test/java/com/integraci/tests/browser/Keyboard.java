package com.integraci.tests.browser;

import com.microsoft.playwright.Page;

/** Goes through a page with the keyboard alone; what Tab does not reach is not there. */
record Keyboard(Page page) {

  /** More than any page has that can be reached. */
  private static final int STOPS_MAX = 80;

  private static final String NAME =
      """
      () => { const e = document.activeElement;
        const label = e.labels && e.labels[0];
        return (e.getAttribute('aria-label') || (label || e).textContent || '').trim(); }
      """;

  /** Presses Tab until what has this label or text is reached. */
  Keyboard to(String name) {
    return reach(name, NAME);
  }

  /** Presses Tab until the element of this id is reached. */
  Keyboard toId(String id) {
    return reach(id, "() => document.activeElement.id");
  }

  private Keyboard reach(String wanted, String script) {
    for (int i = 0; i < STOPS_MAX; i++) {
      if (wanted.equals(page.evaluate(script))) {
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab does not reach " + wanted + " on " + page.url());
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  void press(String key) {
    page.keyboard().press(key);
  }
}
