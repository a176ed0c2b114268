package com.integraci.appliance.console;

import com.integraci.appliance.audit.AuditErasure;
import com.integraci.appliance.audit.EraseDetail;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import java.util.List;

/** Asks an owner whether an entry's personal detail is to be erased, and erases it. */
final class AuditErasePages {

  private final Frames frames;
  private final AuditErasure erasure;

  AuditErasePages(Frames frames, AuditErasure erasure) {
    this.frames = frames;
    this.erasure = erasure;
  }

  List<Route> routes() {
    return List.of(
        Section.AUDIT.route(Method.GET, "/erase", "auditErasePage", this::erasePage),
        Section.AUDIT.route(Method.POST, "/erase", "auditErase", this::erase));
  }

  private Reply erasePage(Visitor visitor, Request request) {
    var query = request.query();
    long entry = query.number("entry", 1, AuditPages.ENTRY_MAX);
    query.end();
    var base = Section.AUDIT.below(visitor.slug());
    return Reply.html(
        Page.auditErase(
            frames.of(visitor, Section.AUDIT, "Erase personal detail"),
            new AuditEraseView(entry, base + "/erase", base)));
  }

  private Reply erase(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    long entry = fields.number("entry", 1, AuditPages.ENTRY_MAX);
    fields.end();
    erasure.run(visitor.caller(), new EraseDetail(entry, false));
    return Replies.goOn(request, Section.AUDIT.below(visitor.slug()) + "?erased=" + entry);
  }
}
