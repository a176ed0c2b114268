package com.integraci.appliance.notices;

/**
 * What a member wants to be mailed, beside what is about the team's security: that is mailed in any
 * case.
 *
 * @param service what is about the service alone
 * @param account what is about the member's own account
 */
public record NoticeChoice(boolean service, boolean account) {

  /** What holds for whoever has not chosen. */
  public static final NoticeChoice DEFAULT = new NoticeChoice(false, true);
}
