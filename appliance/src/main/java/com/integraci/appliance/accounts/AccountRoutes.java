package com.integraci.appliance.accounts;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The API on service accounts. */
public final class AccountRoutes {

  private static final String PATH = "/api/v1/service-accounts";
  private static final String ONE = PATH + "/{account}";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

  private final Accounts accounts;

  private AccountRoutes(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The routes with their description. */
  public static Routes of(Accounts accounts) {
    var routes = new AccountRoutes(accounts);
    return Routes.described(
        AccountRoutes.class,
        Route.api(Method.GET, PATH, "listServiceAccounts", routes::list),
        Route.api(Method.POST, PATH, "createServiceAccount", routes::create),
        Route.api(Method.DELETE, ONE, "deleteServiceAccount", routes::delete),
        Route.api(Method.POST, ONE + "/secret", "rotateServiceAccount", routes::rotate),
        Route.api(Method.POST, ONE + "/disable", "disableServiceAccount", routes::disable),
        Route.api(Method.POST, ONE + "/enable", "enableServiceAccount", routes::enable));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = accounts.list(caller).stream().map(AccountRoutes::fields).toList();
    return Reply.json(Map.of("service_accounts", all));
  }

  private Reply create(Caller caller, Request request) {
    var fields = request.json();
    var name =
        fields.matching(
            "name", NAME, "It has 2 to 40 small letters, digits and dashes, a letter first.");
    var role = fields.oneOf("role", CreateAccount.ROLES);
    fields.end();
    var command = new CreateAccount(name, Role.valueOf(role.toUpperCase(Locale.ROOT)));
    var issued = accounts.create(caller, command);
    return Reply.created(PATH + "/" + issued.account().id(), fields(issued));
  }

  private Reply rotate(Caller caller, Request request) {
    return Reply.json(fields(accounts.rotate(caller, request.parameterId("account"))));
  }

  private Reply disable(Caller caller, Request request) {
    accounts.disable(caller, request.parameterId("account"));
    return Reply.noContent();
  }

  private Reply enable(Caller caller, Request request) {
    accounts.enable(caller, request.parameterId("account"));
    return Reply.noContent();
  }

  private Reply delete(Caller caller, Request request) {
    accounts.delete(caller, request.parameterId("account"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(Issued issued) {
    var document = fields(issued.account());
    document.put("client_secret", issued.secret());
    document.put("token_endpoint", issued.tokenEndpoint());
    return document;
  }

  private static Map<String, Object> fields(Account account) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", account.id().toString());
    document.put("name", account.name());
    document.put("role", AccountStore.word(account.role()));
    document.put("enabled", account.enabled());
    document.put("client_id", account.clientId());
    document.put("created_by", account.createdBy().toString());
    document.put("created_at", account.createdAt().toString());
    document.put("rotated_at", account.rotatedAt().toString());
    account.lastUsedAt().ifPresent(at -> document.put("last_used_at", at.toString()));
    return document;
  }
}
