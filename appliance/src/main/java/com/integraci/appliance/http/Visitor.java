package com.integraci.appliance.http;

import com.integraci.appliance.policy.Caller;
import java.util.Objects;

/**
 * A person in a browser: who asks, and what the page needs of the session.
 *
 * @param caller who asks
 * @param slug the tenant's slug, first part of every address of its pages: {@code /t/{slug}}
 * @param csrf the session's token, which every form of a page sends back as field {@code csrf} or
 *     header {@code X-CSRF-Token}
 */
public record Visitor(Caller caller, String slug, String csrf) {

  public Visitor {
    Objects.requireNonNull(caller);
    Objects.requireNonNull(slug);
    Objects.requireNonNull(csrf);
  }

  @Override
  public String toString() {
    return "Visitor[" + caller + ", " + slug + "]";
  }
}
