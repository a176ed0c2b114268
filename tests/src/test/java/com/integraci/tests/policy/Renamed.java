package com.integraci.tests.policy;

/**
 * Rego moved below another package, so that many modules that know nothing of each other can be
 * compiled together: {@code package a} becomes {@code package c1.a}, and {@code data.a} {@code
 * data.c1.a}. What stands in strings and comments stays.
 */
final class Renamed {

  private final String text;
  private final String below;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean begun;

  private Renamed(String text, String below) {
    this.text = text;
    this.below = below;
  }

  static String below(String below, String text) {
    var renamed = new Renamed(text, below);
    renamed.code(false);
    return renamed.out.toString();
  }

  private void code(boolean braced) {
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        copyTo(text.indexOf('\n', at));
      } else if (c == '$' && at + 1 < text.length() && "\"`".indexOf(text.charAt(at + 1)) >= 0) {
        template();
      } else if (c == '"' || c == '`') {
        string(c);
      } else if (Character.isJavaIdentifierStart(c) && c != '$') {
        word();
      } else {
        open += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (braced && open < 0) {
          return;
        }
        out.append(c);
        at++;
      }
    }
  }

  private void copyTo(int end) {
    int to = end < 0 ? text.length() : Math.min(end, text.length());
    out.append(text, at, to);
    at = to;
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
    }
    copyTo(end + 1);
  }

  private void template() {
    char quote = text.charAt(at + 1);
    copyTo(at + 2);
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      copyTo(at + (c == '\\' ? 2 : 1));
      if (c == '{') {
        code(true);
      }
    }
    copyTo(at + 1);
  }

  private void word() {
    int from = at;
    int end = at + 1;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    var word = text.substring(from, end);
    boolean member = out.toString().stripTrailing().endsWith(".");
    copyTo(end);
    if (!member && word.equals("data")) {
      out.append('.').append(below);
    } else if (!begun && word.equals("package")) {
      begun = true;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        copyTo(at + 1);
      }
      int path = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      out.append(below).append('.').append(text, path, at);
    }
  }
}
