package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.probe.ProbeRun;
import com.integraci.appliance.probe.Probes;
import java.util.List;
import java.util.Optional;

/** Shows operators what the isolation probe tried and what answered, and runs it. */
final class ProbePages {

  private final Frames frames;
  private final Probes probes;

  ProbePages(Frames frames, Probes probes) {
    this.frames = frames;
    this.probes = probes;
  }

  List<Route> routes() {
    return List.of(
        Section.TENANTS.route(Method.GET, "/probe", "probePage", this::latest),
        Section.TENANTS.route(Method.POST, "/probe", "probeRun", this::run));
  }

  private Reply latest(Visitor visitor, Request request) {
    request.query().end();
    var view = view(visitor, probes.latest(visitor.caller()));
    return Reply.html(Page.probe(frames.of(visitor, Section.TENANTS, "Isolation probe"), view));
  }

  private Reply run(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    fields.end();
    probes.run(visitor.caller());
    return Replies.goOn(request, action(visitor));
  }

  private static ProbeView view(Visitor visitor, Optional<ProbeRun> latest) {
    var action = action(visitor);
    return latest.map(run -> ProbeView.of(run, action)).orElseGet(() -> ProbeView.never(action));
  }

  private static String action(Visitor visitor) {
    return Section.TENANTS.of(visitor) + "/probe";
  }
}
