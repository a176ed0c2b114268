package com.integraci.bundles.rego;

/**
 * Something wrong in a bundle, at a place in one of its files.
 *
 * @param file the path in the bundle, {@code /} between folders; "" for the bundle as a whole
 * @param line from 1; 0 when it is of no line
 * @param column from 1; 0 when it is of no column
 * @param code which kind of problem it is
 * @param message one sentence
 */
public record Problem(String file, int line, int column, String code, String message) {

  /** As compilers print it: file, line, column, sentence. */
  @Override
  public String toString() {
    var place = new StringBuilder(file);
    if (line > 0) {
      place.append(':').append(line);
    }
    if (column > 0) {
      place.append(':').append(column);
    }
    return place.isEmpty() ? message : place + ": " + message;
  }
}
