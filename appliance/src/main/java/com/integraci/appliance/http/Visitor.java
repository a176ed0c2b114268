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
 * @param place how far the team's chain had come, as far as is known, before anything else was read
 *     for the request; {@link #NOWHERE} if it is not known
 */
public record Visitor(Caller caller, String slug, String csrf, long place) {

  /** No place in the team's chain. */
  public static final long NOWHERE = -1;

  public Visitor {
    Objects.requireNonNull(caller);
    Objects.requireNonNull(slug);
    Objects.requireNonNull(csrf);
  }

  /** A visitor without a place. */
  public Visitor(Caller caller, String slug, String csrf) {
    this(caller, slug, csrf, NOWHERE);
  }

  /** The same at a place in the team's chain. */
  public Visitor at(long sequence) {
    return new Visitor(caller, slug, csrf, sequence);
  }

  @Override
  public String toString() {
    return "Visitor[" + caller + ", " + slug + "]";
  }
}
