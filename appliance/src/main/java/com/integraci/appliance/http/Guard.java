package com.integraci.appliance.http;

import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.policy.Caller;
import java.util.Optional;

/** Says who asks, before a handler that is not open to everybody runs. */
public interface Guard {

  /**
   * The caller that the bearer token proves.
   *
   * @throws com.integraci.appliance.failure.Unauthenticated when there is no token or it does not
   *     hold
   * @throws com.integraci.appliance.failure.Denied when it holds, but for nobody in the tenant
   */
  Caller byToken(Request request);

  /**
   * The visitor that the session's cookie proves, in the tenant of the path's {@code slug}.
   *
   * @throws com.integraci.appliance.failure.Unauthenticated when there is none
   */
  Visitor bySession(Request request);

  /**
   * The visitor of the request's session as it is now: for an answer that goes on after the session
   * may have ended. It counts as nothing that the person does.
   */
  Optional<Visitor> now(Request request);

  /**
   * Records that a known caller was refused (403) or found nothing (404). When it can't be
   * recorded, what it throws is the answer.
   */
  void refused(Caller caller, Route route, Failure failure);
}
