package com.integraci.appliance.events;

import com.integraci.appliance.broker.Subscriber;
import com.integraci.appliance.broker.UserCredential;
import com.integraci.appliance.broker.Users;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.LinkedHashMap;

/** Lets members and service accounts hear of events over the broker. */
public final class Credentials {

  private final Policy policy;
  private final EventRules rules;
  private final Users users;

  /** Over these. */
  public Credentials(Policy policy, EventRules rules, Users users) {
    this.policy = policy;
    this.rules = rules;
    this.users = users;
  }

  /**
   * Gives the caller a user of the team's account, for an hour at most and no longer than its role.
   *
   * @param key a user's public key (NKey) whose seed the caller keeps, or "" to have one made
   */
  public UserCredential issue(Caller caller, String key) {
    var permit = policy.authorize(caller, Action.EVENT_SUBSCRIBE, Resource.tenant(caller.tenant()));
    if (!key.isEmpty() && !Users.isUser(key)) {
      throw new Invalid("userKey", "must be the public NKey of a user: U and 55 characters");
    }
    var heard = rules.heardBy(caller.role());
    var subscriber = new Subscriber(caller.actor().id(), caller.role(), heard);
    return users.issue(permit, subscriber, key);
  }

  /** The route, described in {@code openapi.yaml} beside this class. */
  Route route() {
    return Route.api(
        Method.POST, "/api/v1/events/credentials", "createEventCredential", this::create);
  }

  private Reply create(Caller caller, Request request) {
    var body = request.json();
    String key = body.optionalText("userKey", 56, 56).orElse("");
    body.end();
    UserCredential made = issue(caller, key);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("server", made.server().toString());
    answer.put("user", made.user());
    answer.put("expires", made.expires().toString());
    answer.put("subject", made.subject());
    answer.put("token", made.token());
    if (!made.seed().isEmpty()) {
      answer.put("seed", made.seed());
      answer.put("credentials", file(made));
    }
    return Reply.json(201, answer);
  }

  /** The text that NATS's clients read from a {@code .creds} file. */
  private static String file(UserCredential made) {
    return """
    -----BEGIN NATS USER JWT-----
    %s
    ------END NATS USER JWT------

    -----BEGIN USER NKEY SEED-----
    %s
    ------END USER NKEY SEED------
    """
        .formatted(made.token(), made.seed());
  }
}
