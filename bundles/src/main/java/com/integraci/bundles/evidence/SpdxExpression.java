package com.integraci.bundles.evidence;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Licences of an SPDX licence expression (SPDX 3.0.1, annex on licence expressions). */
final class SpdxExpression {
  private static final Pattern WORD = Pattern.compile("[()]|[^\\s()]+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.:-]+\\+?");

  private final JsonReader in;
  private final SortedSet<String> ids = new TreeSet<>();
  private boolean idWanted = true;
  private boolean exceptionWanted;
  private int open;

  private SpdxExpression(JsonReader in) {
    this.in = in;
  }

  /**
   * The ids of all licences in it, also of those that {@code OR} leaves a choice of; an exception
   * ({@code WITH}) is no licence.
   *
   * @param in where it is
   * @throws Fault if it is none
   */
  static SortedSet<String> ids(JsonReader in, String text) {
    var expression = new SpdxExpression(in);
    var words = WORD.matcher(text);
    while (words.find()) {
      expression.require(expression.takes(words.group()));
    }
    expression.require(!expression.idWanted && expression.open == 0);
    return expression.ids;
  }

  private boolean takes(String word) {
    return switch (word) {
      case "(" -> {
        open++;
        yield idWanted && !exceptionWanted;
      }
      case ")" -> {
        open--;
        yield !idWanted && open >= 0;
      }
      case "AND", "and", "OR", "or" -> joins(false);
      case "WITH", "with" -> joins(true);
      default -> id(word);
    };
  }

  private boolean joins(boolean byException) {
    boolean fits = !idWanted;
    idWanted = true;
    exceptionWanted = byException;
    return fits;
  }

  private boolean id(String word) {
    boolean fits = idWanted && ID.matcher(word).matches();
    if (fits && !exceptionWanted) {
      ids.add(in.fit(word));
    }
    idWanted = false;
    exceptionWanted = false;
    return fits;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw in.fault("It is not an SPDX expression.");
    }
  }
}
