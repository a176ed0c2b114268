package com.integraci.appliance.accounts;

import java.util.Objects;

/**
 * An account with a secret that nobody is shown again.
 *
 * @param account the account
 * @param secret its client's secret
 * @param tokenEndpoint where the client fetches tokens with it
 */
public record Issued(Account account, String secret, String tokenEndpoint) {

  public Issued {
    Objects.requireNonNull(account);
    Objects.requireNonNull(secret);
    Objects.requireNonNull(tokenEndpoint);
  }

  /** It opens the team to whoever has it, so it is not shown. */
  @Override
  public String toString() {
    return "Issued[" + account.id() + "]";
  }
}
