package com.integraci.appliance.console;

import com.integraci.appliance.accounts.Account;
import com.integraci.appliance.accounts.Accounts;
import com.integraci.appliance.accounts.CreateAccount;
import com.integraci.appliance.accounts.Issued;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lists service accounts, and makes, renews, disables and deletes them. */
final class AccountPages {

  private static final String ONE = "/{account}";

  private final Frames frames;
  private final Accounts accounts;
  private final Policy policy;

  AccountPages(Frames frames, Accounts accounts, Policy policy) {
    this.frames = frames;
    this.accounts = accounts;
    this.policy = policy;
  }

  List<Route> routes() {
    var section = Section.ACCOUNTS;
    return List.of(
        section.route(Method.GET, "", "accountsPage", this::list),
        section.route(Method.POST, "", "accountCreate", this::create),
        section.route(Method.GET, ONE, "accountPage", this::show),
        section.route(Method.POST, ONE + "/rotate", "accountRotate", this::rotate),
        section.route(Method.POST, ONE + "/disable", "accountDisable", this::disable),
        section.route(Method.POST, ONE + "/enable", "accountEnable", this::enable),
        section.route(Method.POST, ONE + "/delete", "accountDelete", this::delete));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var done = query.optionalOneOf("done", List.of("disabled", "enabled", "deleted")).orElse("");
    query.end();
    var said = done.isEmpty() ? "" : "The service account is " + done + ".";
    return page(visitor, 200, said, Optional.empty(), Form.EMPTY);
  }

  private Reply create(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var name = fields.text("name", 0, 100).strip();
    var role = fields.oneOf("role", CreateAccount.ROLES);
    var form = Form.of(Map.of("name", name, "role", role));
    try {
      fields.end();
      var command = new CreateAccount(name, Role.valueOf(role.toUpperCase(Locale.ROOT)));
      return shown(visitor, accounts.create(visitor.caller(), command));
    } catch (Invalid e) {
      return page(visitor, 400, "", Optional.empty(), form.wrong(e.problems()));
    } catch (Conflict e) {
      return page(visitor, 409, "", Optional.empty(), form.wrong("name", e.getMessage()));
    }
  }

  private Reply show(Visitor visitor, Request request) {
    var id = request.parameterId("account");
    var found =
        accounts.list(visitor.caller()).stream()
            .filter(account -> account.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("There is no such service account."));
    var row = row(visitor, found);
    if (row.changes().isEmpty()) {
      throw new NotFound("There is no service account here that you may change.");
    }
    var view = new AccountView(row, row.changes(), Section.ACCOUNTS.of(visitor), Form.EMPTY);
    return Reply.html(
        Page.account(frames.of(visitor, Section.ACCOUNTS, "Change a service account"), view));
  }

  private Reply rotate(Visitor visitor, Request request) {
    return shown(visitor, accounts.rotate(visitor.caller(), request.parameterId("account")));
  }

  private Reply disable(Visitor visitor, Request request) {
    accounts.disable(visitor.caller(), request.parameterId("account"));
    return done(visitor, request, "disabled");
  }

  private Reply enable(Visitor visitor, Request request) {
    accounts.enable(visitor.caller(), request.parameterId("account"));
    return done(visitor, request, "enabled");
  }

  private Reply delete(Visitor visitor, Request request) {
    accounts.delete(visitor.caller(), request.parameterId("account"));
    return done(visitor, request, "deleted");
  }

  private static Reply done(Visitor visitor, Request request, String what) {
    return Replies.goOn(request, Section.ACCOUNTS.of(visitor) + "?done=" + what);
  }

  /** The answer itself shows the secret: no address leads to it a second time. */
  private Reply shown(Visitor visitor, Issued issued) {
    var account = issued.account();
    var credentials =
        new AccountsView.Credentials(
            account.name(), account.clientId(), issued.secret(), issued.tokenEndpoint());
    return page(visitor, 200, "", Optional.of(credentials), Form.EMPTY);
  }

  private Reply page(
      Visitor visitor,
      int status,
      String done,
      Optional<AccountsView.Credentials> issued,
      Form form) {
    var roles = CreateAccount.ROLES.stream().filter(role -> covers(visitor, role)).toList();
    var view =
        new AccountsView(
            done,
            issued,
            accounts.list(visitor.caller()).stream().map(one -> row(visitor, one)).toList(),
            policy.offers(visitor.caller(), Action.ACCOUNT_CREATE),
            roles,
            Section.ACCOUNTS.of(visitor),
            form);
    return Reply.html(
        status, Page.accounts(frames.of(visitor, Section.ACCOUNTS, "Service accounts"), view));
  }

  private AccountsView.Row row(Visitor visitor, Account account) {
    var role = account.role().name().toLowerCase(Locale.ROOT);
    boolean changeable =
        policy.offers(visitor.caller(), Action.ACCOUNT_ROTATE) && covers(visitor, role);
    return new AccountsView.Row(
        account.name(),
        account.clientId(),
        role,
        account.enabled(),
        account.rotatedAt(),
        account.lastUsedAt(),
        changeable ? Section.ACCOUNTS.of(visitor) + "/" + account.id() : "");
  }

  private boolean covers(Visitor visitor, String role) {
    return policy.covers(visitor.caller().role(), Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }
}
