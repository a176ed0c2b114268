package com.integraci.bundles.rego;

import java.util.List;

/**
 * A rule of Rego as it stands in a file; several may make what one name means.
 *
 * @param file its path in the bundle
 * @param line its first line, from 1
 * @param scope its package as entry points spell it, such as {@code bundle/sub}
 * @param name what it makes: a value, a set, an object or a function
 * @param key the text that it puts into a set or an object by, or ""
 * @param member what it puts into a set, as it is written, or ""
 * @param form what it is
 * @param text as it is written
 * @param body what it asks for, in order; nothing when it always holds
 */
public record Statement(
    String file,
    int line,
    String scope,
    String name,
    String key,
    String member,
    Form form,
    String text,
    List<Expression> body) {

  public Statement {
    body = List.copyOf(body);
  }

  /** What a rule is. */
  public enum Form {
    /** It says when something is so. */
    RULE,
    /** It says what something is where nothing else is said. */
    DEFAULT,
    /** It says so for arguments. */
    FUNCTION
  }

  /**
   * What a rule asks for.
   *
   * @param line its first line, from 1
   * @param text as it is written
   */
  public record Expression(int line, String text) {}

  /** Its name as entry points spell it. */
  public String path() {
    return scope + "/" + name;
  }
}
