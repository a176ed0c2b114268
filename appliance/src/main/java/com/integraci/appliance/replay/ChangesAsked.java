package com.integraci.appliance.replay;

import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Spelled;
import com.integraci.bundles.policy.ReplayReport.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which decisions that come out differently a request asks for.
 *
 * @param filter which
 * @param before what the page comes after
 * @param limit how many at most
 */
record ChangesAsked(ReplayChange.Filter filter, UUID before, int limit) {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final List<String> CHANGES =
      Stream.of(Change.TO_DENY, Change.TO_ALLOW, Change.UNDECIDED).map(Change::word).toList();
  private static final int PAGE_MAX = 100;
  private static final long PAGE = 50;

  static ChangesAsked of(Request request) {
    var query = request.query();
    var filter =
        new ReplayChange.Filter(
            query.optionalOneOf("change", CHANGES).orElse(""),
            Spelled.optionalSubject(query, "service").orElse(""));
    var after = query.optionalMatching("after", ID, "It is a decision's id.");
    long limit = query.optionalNumber("limit", 1, PAGE_MAX).orElse(PAGE);
    query.end();
    return new ChangesAsked(filter, after.map(UUID::fromString).orElse(Replays.START), (int) limit);
  }

  static Reply reply(ReplayChange.Page page) {
    var document = new LinkedHashMap<String, Object>();
    document.put("changes", page.changes().stream().map(ChangesAsked::fields).toList());
    page.next().ifPresent(next -> document.put("next", next.toString()));
    return Reply.json(document);
  }

  private static Map<String, Object> fields(ReplayChange change) {
    return Map.of(
        "decision", change.decision().toString(),
        "change", change.change().word(),
        "because", change.because(),
        "service", change.service(),
        "gate", change.gate(),
        "environment", change.environment(),
        "at", change.at().toString());
  }
}
