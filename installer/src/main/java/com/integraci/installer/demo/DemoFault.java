package com.integraci.installer.demo;

import java.io.IOException;

/** What the appliance answered that the demo can't go on with; the text is for the operator. */
final class DemoFault extends IOException {
  private static final long serialVersionUID = 1L;

  DemoFault(String text) {
    super(text);
  }
}
