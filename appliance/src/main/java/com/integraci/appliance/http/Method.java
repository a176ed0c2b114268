package com.integraci.appliance.http;

/** The methods that routes have. HEAD is answered wherever GET is. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether it changes nothing (RFC 9110, 9.2.1), and so needs no proof against forgery. */
  public boolean safe() {
    return this == GET;
  }

  io.helidon.http.Method helidon() {
    return io.helidon.http.Method.create(name());
  }
}
