package com.integraci.appliance.workflow;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Tells a workflow that something has happened. It is kept until a step waits for its name.
 *
 * @param name what has happened; matches {@link Wait#SIGNAL}
 * @param key the sender's key of this one signal, which makes sending it again harmless; matches
 *     {@link #KEY}
 * @param payload ids and codes, as of a workflow
 */
public record Signal(String name, String key, Payload payload) {

  /** A sender's key. */
  public static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  public Signal {
    Objects.requireNonNull(payload);
    if (!Wait.SIGNAL.matcher(name).matches() || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a signal's name and key: " + name);
    }
  }
}
