package com.integraci.appliance.notices;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The API on a member's own notices. */
public final class NoticeRoutes {

  private static final String PATH = "/api/v1/notices";
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int PAGE_MAX = 100;
  private static final int PAGE = 50;

  private final Notices notices;

  private NoticeRoutes(Notices notices) {
    this.notices = notices;
  }

  /** The routes with their description. */
  public static Routes of(Notices notices) {
    var routes = new NoticeRoutes(notices);
    return Routes.described(
        NoticeRoutes.class,
        Route.api(Method.GET, PATH, "listNotices", routes::list),
        Route.api(Method.GET, PATH + "/mail", "readNoticeMail", routes::choice),
        Route.api(Method.PUT, PATH + "/mail", "chooseNoticeMail", routes::choose),
        Route.api(Method.POST, PATH + "/{notice}/read", "readNotice", routes::read));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var category = query.optionalOneOf("category", Notices.categories()).orElse("");
    var after = query.optionalMatching("after", ID, "It is a notice's id.");
    long limit = query.optionalNumber("limit", 1, PAGE_MAX).orElse((long) PAGE);
    query.end();
    var page =
        notices.list(
            caller, category, after.map(UUID::fromString).orElse(Notices.START), (int) limit);
    var document = new LinkedHashMap<String, Object>();
    document.put("notices", page.notices().stream().map(NoticeRoutes::fields).toList());
    document.put("unread", notices.unread(caller));
    page.next().ifPresent(next -> document.put("next", next.toString()));
    return Reply.json(document);
  }

  private Reply choice(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(notices.choice(caller)));
  }

  private Reply choose(Caller caller, Request request) {
    var body = request.json();
    for (String category : List.of("service", "account")) {
      if (!body.has(category)) {
        body.problem(category, "This field is missing.");
      }
    }
    var choice = new NoticeChoice(body.flag("service"), body.flag("account"));
    body.end();
    notices.choose(caller, choice);
    return Reply.json(fields(choice));
  }

  private static Map<String, Object> fields(NoticeChoice choice) {
    return Map.of("service", choice.service(), "account", choice.account());
  }

  private Reply read(Caller caller, Request request) {
    notices.read(caller, request.parameterId("notice"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(Notice notice) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", notice.id().toString());
    document.put("category", notice.category().word());
    document.put("action", notice.action());
    document.put("text", notice.text());
    document.put(
        "resource",
        Map.of("kind", notice.resource().kind(), "id", notice.resource().id().toString()));
    document.put("at", notice.at().toString());
    notice.readAt().ifPresent(at -> document.put("read_at", at.toString()));
    return document;
  }
}
