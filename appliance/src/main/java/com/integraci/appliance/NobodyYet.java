package com.integraci.appliance;

import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.http.Guard;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Caller;

/** Lets nobody in. */
final class NobodyYet implements Guard {

  @Override
  public Caller byToken(Request request) {
    throw new Unauthenticated("Send an access token of your team.");
  }

  @Override
  public Visitor bySession(Request request) {
    throw new Unauthenticated("Sign in to your team.");
  }

  @Override
  public void refused(Caller caller, Route route, Failure failure) {}
}
