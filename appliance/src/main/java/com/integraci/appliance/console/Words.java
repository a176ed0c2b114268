package com.integraci.appliance.console;

import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.WorkflowView;
import java.util.Locale;

/** What pages call things that code and journals name shortly. */
final class Words {

  private Words() {}

  static String role(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static String definition(String name) {
    return switch (name) {
      case "tenant.provision" -> "Set up the team";
      case "tenant.reconcile" -> "Bring the team up to date";
      case "account.settle" -> "Bring a service account’s client up to date";
      case "tenant.suspend" -> "Suspend the team";
      case "tenant.resume" -> "Resume the team";
      case "probe.provision" -> "Set up the isolation probe";
      case "tenant.repair" -> "Repair the team";
      case "appliance.provision" -> "Set up the appliance";
      case "member.accept" -> "Let an invited person in";
      case "factor.settle" -> "Ask for a second factor, or not";
      case "factor.reset" -> "Forget a second factor";
      case "provider.attach" -> "Attach an identity provider";
      case "provider.detach" -> "Detach an identity provider";
      case "member.remove" -> "Remove a member";
      default -> name;
    };
  }

  static String state(WorkflowView.State state) {
    return switch (state) {
      case RUNNING -> "running";
      case WAITING -> "waiting";
      case STUCK -> "stuck";
      case AMBIGUOUS -> "to be looked at";
      case SUCCEEDED -> "done";
      case FAILED -> "taken back";
      case CANCELLED -> "cancelled";
    };
  }

  static String step(String name) {
    return switch (name) {
      case "tenant" -> "Team's record";
      case "realm" -> "User directory";
      case "owner" -> "Owner's account";
      case "secrets" -> "Secrets store";
      case "client" -> "Service account’s client";
      case "broker" -> "Events";
      case "activate" -> "Opening";
      case "try" -> "Asking what it says of itself";
      case "member" -> "Member's account";
      case "realm-user" -> "User directory";
      default -> name;
    };
  }

  static String layer(String name) {
    return switch (name) {
      case "realm" -> "Realm";
      case "secrets" -> "Secrets";
      case "broker" -> "Events";
      default -> capital(name);
    };
  }

  static String layerNote(String name) {
    return switch (name) {
      case "realm" -> "Users and sign-in, in Keycloak";
      case "secrets" -> "Values and the team's key, in OpenBao";
      case "broker" -> "The team's stream of events, in NATS";
      default -> "";
    };
  }

  static Lamp layerLamp(String state) {
    return switch (state) {
      case "ready" -> Lamp.OK;
      case "pending" -> Lamp.BUSY;
      case "failed" -> Lamp.BAD;
      default -> Lamp.OFF;
    };
  }

  static Lamp tenantLamp(String state) {
    return switch (state) {
      case "active" -> Lamp.OK;
      case "provisioning" -> Lamp.BUSY;
      case "suspended" -> Lamp.OFF;
      default -> Lamp.BAD;
    };
  }

  static String tenantWord(String state) {
    return state.equals("provisioning") ? "setting up" : state;
  }

  /** What events are about. */
  static String about(String name) {
    return switch (name) {
      case "account" -> "Service accounts";
      case "factor" -> "Second factors";
      case "grant" -> "Roles for a time";
      case "provider" -> "Identity providers";
      case "tenant" -> "The team";
      default -> capital(name) + "s";
    };
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
