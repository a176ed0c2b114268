package com.integraci.appliance.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of service accounts, with plausible content. */
final class AccountSamples {

  private static final String BASE = "/t/acme/accounts";
  private static final String CLIENT = "sa-01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a";

  private AccountSamples() {}

  static void add(Map<String, String> pages) {
    var issued =
        new AccountsView.Credentials(
            "builder",
            CLIENT,
            "vYx7c1Jd2mQkS8uPq0tRz3LwNfHaEiGb",
            "https://localhost:8443/auth/realms/acme/protocol/openid-connect/token");
    var rows = List.of(row("builder", true, "developer"), row("nightly-report", false, "viewer"));
    pages.put("accounts", list("", Optional.empty(), rows, Form.EMPTY));
    pages.put("accounts-issued", list("", Optional.of(issued), rows, Form.EMPTY));
    pages.put("accounts-empty", list("", Optional.empty(), List.of(), Form.EMPTY));
    var wrong =
        Form.of(Map.of("name", "Builder!", "role", "developer"))
            .wrong("name", "It has 2 to 40 small letters, digits and dashes, a letter first.");
    pages.put("accounts-wrong", list("", Optional.empty(), rows, wrong));
    var frame = Samples.member("Change a service account", Section.ACCOUNTS);
    pages.put(
        "account",
        Page.account(frame, new AccountView(rows.getFirst(), BASE + "/1", BASE, Form.EMPTY)));
    pages.put(
        "account-disabled",
        Page.account(frame, new AccountView(rows.getLast(), BASE + "/1", BASE, Form.EMPTY)));
  }

  private static String list(
      String done,
      Optional<AccountsView.Credentials> issued,
      List<AccountsView.Row> rows,
      Form form) {
    var roles = List.of("admin", "maintainer", "developer", "auditor", "viewer");
    return Page.accounts(
        Samples.member("Service accounts", Section.ACCOUNTS),
        new AccountsView(done, issued, rows, true, roles, BASE, form));
  }

  private static AccountsView.Row row(String name, boolean enabled, String role) {
    return new AccountsView.Row(
        name,
        // Each row has its own.
        CLIENT.replace("01943a5e", enabled ? "01943a5e" : "01943a5f"),
        role,
        enabled,
        Samples.before(Duration.ofDays(3)),
        enabled ? Optional.of(Samples.before(Duration.ofMinutes(4))) : Optional.empty(),
        BASE + "/01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a");
  }
}
