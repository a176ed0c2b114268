package com.integraci.appliance.database;

/** A login role's pool of connections, for whoever looks how full it is. */
public interface Pool {

  /**
   * How it is used at a moment.
   *
   * @param role the login role in PostgreSQL
   * @param active connections that are lent
   * @param idle connections that wait to be lent
   * @param waiting threads that wait for one
   * @param max connections, at most
   */
  record Use(String role, int active, int idle, int waiting, int max) {}

  /** How it is used now. */
  Use use();
}
