package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.notices.Notice;
import com.integraci.appliance.notices.NoticeChoice;
import com.integraci.appliance.notices.Notices;
import java.util.List;
import java.util.UUID;

/** Shows members what they were told, and marks it as read. */
final class NoticePages {

  private static final int PAGE = 25;

  private final Frames frames;
  private final Notices notices;

  NoticePages(Frames frames, Notices notices) {
    this.frames = frames;
    this.notices = notices;
  }

  List<Route> routes() {
    return List.of(
        Section.NOTICES.route(Method.GET, "", "noticesPage", this::list),
        Section.NOTICES.route(Method.POST, "/read", "noticesRead", this::readAll),
        Section.NOTICES.route(Method.POST, "/mail", "noticesMail", this::choose),
        Section.NOTICES.route(Method.POST, "/{notice}/read", "noticeRead", this::read));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var category = query.optionalOneOf("category", Notices.categories()).orElse("");
    var after = query.optionalMatching("after", Ids.FORM, "It is an id.");
    query.end();
    var before = after.map(UUID::fromString).orElse(Notices.START);
    var page = notices.list(visitor.caller(), category, before, PAGE);
    var base = Section.NOTICES.of(visitor);
    var filter = category.isEmpty() ? "" : "&category=" + category;
    var frame = frames.of(visitor, Section.NOTICES, "Notices");
    var view =
        new NoticesView(
            page.notices().stream().map(notice -> row(base, notice)).toList(),
            Notices.categories(),
            category,
            base,
            page.next().map(next -> base + "?after=" + next + filter).orElse(""),
            frame.waiting(Section.NOTICES) > 0,
            notices.choice(visitor.caller()));
    return Reply.html(Page.notices(frame, view));
  }

  private Reply read(Visitor visitor, Request request) {
    notices.read(visitor.caller(), request.parameterId("notice"));
    return Replies.goOn(request, Section.NOTICES.of(visitor));
  }

  private Reply readAll(Visitor visitor, Request request) {
    notices.readAll(visitor.caller());
    return Replies.goOn(request, Section.NOTICES.of(visitor));
  }

  private Reply choose(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    var choice = new NoticeChoice(form.has("service"), form.has("account"));
    form.skip("service");
    form.skip("account");
    form.end();
    notices.choose(visitor.caller(), choice);
    return Replies.goOn(request, Section.NOTICES.of(visitor));
  }

  private static NoticesView.Row row(String base, Notice notice) {
    return new NoticesView.Row(
        notice.id().toString(),
        notice.text(),
        notice.category().word(),
        notice.at(),
        notice.readAt().isPresent() ? "" : base + "/" + notice.id() + "/read");
  }
}
