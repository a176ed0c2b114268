package com.integraci.appliance.tenancy;

/**
 * One of the things outside our database that a tenant consists of. Every operation looks at what
 * there is and makes it so: it may be repeated.
 */
interface Layer {

  /** Its name on lamps and in the journal, {@code [a-z]{2,32}}. */
  String name();

  /** Makes what is missing of it. */
  void make(Tenant tenant);

  /** Removes what there is of it. */
  void remove(Tenant tenant);
}
