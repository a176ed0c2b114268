package com.integraci.bundles.evidence;

import com.integraci.bundles.rego.Problem;

/** Why a file can't be evidence, and where. */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String CODE = "evidence";

  private final int line;
  private final int column;

  /**
   * @param line from 1; 0 when it is of no line
   */
  Fault(int line, int column, String sentence) {
    super(sentence);
    this.line = line;
    this.column = column;
  }

  Fault(String sentence) {
    this(0, 0, sentence);
  }

  Problem in(String file) {
    return new Problem(file, line, column, CODE, getMessage());
  }
}
