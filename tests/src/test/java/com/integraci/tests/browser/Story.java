package com.integraci.tests.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What somebody does with browsers at the running appliance; each class has a browser of its own.
 */
abstract class Story {

  static RunningStack stack;
  static Chromium chromium;

  @BeforeAll
  static void openBrowser() {
    stack = RunningStack.shared();
    chromium = Chromium.trusting(stack.authority());
  }

  @AfterAll
  static void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
