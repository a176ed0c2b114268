package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import java.util.List;

/**
 * What went wrong, for a person.
 *
 * @param status the status code
 * @param title the kind, in words
 * @param detail this occurrence
 * @param errors each field that is wrong
 * @param advice what to do next
 * @param links where to go on, the likeliest first
 * @param request the request's id, to find it in the log
 * @param decision the id of the decision that it comes from, or ""
 */
record ProblemView(
    int status,
    String title,
    String detail,
    List<Invalid.Problem> errors,
    String advice,
    List<Link> links,
    String request,
    String decision) {

  /** Where to go on. */
  record Link(String label, String href, boolean first) {}
}
