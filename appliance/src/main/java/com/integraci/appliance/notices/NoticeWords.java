package com.integraci.appliance.notices;

/** The words of notices: made when somebody looks, so that none are stored. */
final class NoticeWords {

  private NoticeWords() {}

  static String of(String action) {
    return switch (action) {
      case "invitation.accept" -> "Somebody accepted an invitation to your team.";
      case "member.change" -> "Your role in the team was changed.";
      case "member.remove" -> "A member was removed from your team.";
      case "grant.create" -> "You were given a role for a time.";
      case "grant.remind" -> "A role that you have for a time ends soon.";
      case "grant.end" -> "A role that you had for a time was taken back.";
      case "grant.expire" -> "A role that you had for a time is over.";
      case "group.add" -> "You were added to a group.";
      case "group.remove" -> "You were taken out of a group.";
      case "factor.require" -> "Whether your team's sign-in needs a second factor was changed.";
      case "factor.reset" -> "Your second factor was reset. You set up a new one when you sign in.";
      case "trust.add" -> "Your team trusts another key, for its bundles or for evidence.";
      case "trust.remove" -> "Your team trusts a key no more.";
      case "account.create" -> "A service account was made in your team.";
      case "account.rotate" -> "A service account of your team was given a new secret.";
      case "provider.attach" -> "People may now sign in by an identity provider of your team's.";
      case "provider.change" -> "An identity provider of your team's was changed.";
      case "provider.rotate" -> "An identity provider of your team's was given a new secret.";
      case "provider.detach" -> "Nobody signs in by an identity provider of your team's any more.";
      case "exception.ask" -> "Somebody asks for an exception from a rule.";
      case "exception.approve" -> "An exception that you asked for or answer for was approved.";
      case "exception.assign" -> "An exception that you have a part in has another owner.";
      case "exception.end" -> "An exception that you had a part in was ended or turned down.";
      case "exception.remind" -> "An exception that you had a part in ends soon.";
      case "tenant.suspend" -> "Your team was suspended by the appliance's operators.";
      case "tenant.resume" -> "Your team was resumed by the appliance's operators.";
      case "tenant.repair" -> "Part of your team was made anew by a repair.";
      case "webhook.disable" -> "A webhook was given up: nothing got through to it.";
      case "workflow.run" -> "A workflow of your team failed, or waits for a person.";
      default -> "Something was changed: " + action + ".";
    };
  }
}
