package com.integraci.appliance.console;

import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;

/** Answers that all pages share. */
final class Replies {

  private Replies() {}

  /** A form was taken: the browser goes on there, by htmx as well as without. */
  static Reply goOn(Request request, String location) {
    if (request.fromHtmx()) {
      return Reply.html("").with("HX-Redirect", location);
    }
    return Reply.seeOther(location);
  }
}
