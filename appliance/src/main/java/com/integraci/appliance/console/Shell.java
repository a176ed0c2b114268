package com.integraci.appliance.console;

import java.util.List;
import java.util.Map;

/** What stands around a page's content. */
sealed interface Shell {

  /** Nobody is signed in: the product's name and nothing else. */
  record Open() implements Shell {}

  /**
   * A member is signed in.
   *
   * @param slug the tenant's
   * @param role the member's, in words
   * @param csrf the session's token
   * @param section where the page belongs
   * @param sections what the role may open
   * @param place how far the team's chain had come, -1 if that is not known
   * @param waiting how much waits for the member in which of them
   */
  record Signed(
      String slug,
      String role,
      String csrf,
      Section section,
      List<Section> sections,
      long place,
      Map<Section, Long> waiting)
      implements Shell {

    long waiting(Section in) {
      return waiting.getOrDefault(in, 0L);
    }

    String home() {
      return link(Section.HOME);
    }

    /** Where the page hears that something happened. */
    String live() {
      return "/t/" + slug + "/live";
    }

    String link(Section to) {
      return to.below(slug);
    }

    @Override
    public String toString() {
      return "Signed[" + slug + ", " + role + ", " + section + "]";
    }
  }
}
