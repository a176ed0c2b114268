package com.integraci.appliance.http;

/** Shows a problem to a person: what a page answers when something went wrong. */
@FunctionalInterface
public interface ErrorPage {

  /**
   * The page, with everything in it escaped.
   *
   * @param fragment whether htmx asked for a part of a page
   */
  String render(Problem problem, boolean fragment);
}
