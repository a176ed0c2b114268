package com.integraci.appliance.console;

import com.integraci.appliance.http.Health;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.List;

/** Shows operators how the components are. */
final class ComponentPages {

  private final Frames frames;
  private final Health health;
  private final Policy policy;

  ComponentPages(Frames frames, Health health, Policy policy) {
    this.frames = frames;
    this.health = health;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(Section.COMPONENTS.route(Method.GET, "", "componentsPage", this::show));
  }

  private Reply show(Visitor visitor, Request request) {
    var caller = visitor.caller();
    policy.authorize(caller, Action.APPLIANCE_READ, Resource.tenant(caller.tenant()));
    var rows =
        health.now().entrySet().stream()
            .map(found -> row(found.getKey(), found.getValue()))
            .toList();
    var frame = frames.of(visitor, Section.COMPONENTS, "Components");
    var view = new ComponentsView(rows, Moment.text(frame.now()), Section.COMPONENTS.of(visitor));
    return Reply.html(Page.components(frame, view));
  }

  private static ComponentsView.Row row(String name, boolean up) {
    var lamp = up ? Lamp.OK : Lamp.BAD;
    var word = up ? "up" : "away";
    return switch (name) {
      case "postgresql" ->
          new ComponentsView.Row(
              "PostgreSQL",
              lamp,
              word,
              "Keeps everything but the values of secrets.",
              "No page or call works; nothing is lost.");
      case "keycloak" ->
          new ComponentsView.Row(
              "Keycloak",
              lamp,
              word,
              "Keeps users and signs them in.",
              "Who is signed in goes on; nobody else gets in, new teams wait.");
      case "openbao" ->
          new ComponentsView.Row(
              "OpenBao",
              lamp,
              word,
              "Keeps the values of secrets and the signing keys.",
              "Secrets can't be stored or read, checkpoints and exports wait.");
      case "nats" ->
          new ComponentsView.Row(
              "NATS",
              lamp,
              word,
              "Hands events to teams' programs.",
              "Events are kept and wait; new teams wait.");
      case "operators" ->
          new ComponentsView.Row(
              "Operators' realm",
              lamp,
              word,
              "Lets operators sign in; made at the first start.",
              "Teams work; these pages can't be reached.");
      case "audit" ->
          new ComponentsView.Row(
              "Sealer",
              lamp,
              word,
              "Links audit entries into their chains.",
              "Entries are kept and wait for their seal.");
      default -> new ComponentsView.Row(name, lamp, word, "", "");
    };
  }
}
