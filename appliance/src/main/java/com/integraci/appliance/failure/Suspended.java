package com.integraci.appliance.failure;

/** The team is suspended by the operators: 403 for everybody in it, until they resume it. */
public final class Suspended extends Failure {

  private static final long serialVersionUID = 1L;

  /** Says so. */
  public Suspended() {
    super("Your team is suspended by the operators of this appliance. Nothing of it is lost.");
  }
}
