package com.integraci.appliance.live;

import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.live.TeamNews.Item;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what is sealed in the teams that somebody listens to, each once for all of its streams. It
 * is told of what this process seals; what another one seals is found within a second.
 */
final class NewsReader {

  /** How long what another process has sealed may wait to be found. */
  static final Duration POLL = Duration.ofSeconds(1);

  /** How long a client may take nothing before it is cut off. */
  private static final Duration STUCK = Duration.ofSeconds(10);

  private static final String REACHED =
      """
      select w.id::uuid as tenant_id,
             coalesce((select max(s.sequence) from app.audit_seal s
                       where s.tenant_id = w.id::uuid), 0) as sequence
      from unnest(?::text[]) as w (id)
      """;

  /** Changes when a team is added or enters another state, or one of a team's layers does. */
  private static final String TEAMS =
      """
      select (select coalesce(string_agg(t.state || ' ' || t.teams, ',' order by t.state), '')
              from (select state, count(*) as teams from app.tenant group by state) as t)
          || ' ' || coalesce((select max(changed_at)::text from app.layer), '') as mark
      """;

  private final Database database;
  private final LiveStreams streams;
  private final NoticeRules rules = NoticeRules.load();
  private final Set<TenantId> changed = ConcurrentHashMap.newKeySet();
  private final WakeUp wakeUp = new WakeUp();
  private long polledNanos = System.nanoTime() - POLL.toNanos();
  private String mark = "";

  NewsReader(Database database, LiveStreams streams) {
    // A suspended team's streams are to hear of it too.
    this.database = database.system();
    this.streams = streams;
  }

  WakeUp wakeUp() {
    return wakeUp;
  }

  /** A team has sealed entries: call it after the commit. Neither blocks nor fails. */
  void sealed(TenantId tenant) {
    if (streams.find(tenant).isPresent()) {
      changed.add(tenant);
      wakeUp.call();
    }
  }

  /** The team's news as they are now. */
  TeamNews load(TenantId tenant) {
    return database.inTenant(
        tenant,
        tx -> {
          long begins = Math.max(0, SealedEntries.last(tx, tenant) - TeamNews.KEPT);
          var news = new TeamNews(begins);
          news.add(items(SealedEntries.after(tx, tenant, begins, TeamNews.KEPT)));
          return news;
        });
  }

  /** Reads what is new, and always returns 0: there is no more until it is woken. */
  int run(JobDatabase claims, JobDatabase overview) {
    if (System.nanoTime() - polledNanos >= POLL.toNanos()) {
      polledNanos = System.nanoTime();
      streams.sweep(STUCK);
      poll(claims, overview);
    }
    for (TenantId tenant : List.copyOf(changed)) {
      // One that is added again after this is there again.
      changed.remove(tenant);
      streams.find(tenant).ifPresent(news -> read(tenant, news));
    }
    return 0;
  }

  private record Reached(TenantId tenant, long sequence) {}

  private void poll(JobDatabase claims, JobDatabase overview) {
    var listened = streams.listened();
    if (listened.isEmpty()) {
      return;
    }
    var ids = listened.stream().map(TenantId::toString).toList();
    claims
        .claim(
            tx ->
                tx.query(
                    REACHED,
                    row -> new Reached(new TenantId(row.uuid("tenant_id")), row.number("sequence")),
                    ids))
        .forEach(
            found ->
                streams
                    .find(found.tenant())
                    .filter(news -> news.reached().sequence() < found.sequence())
                    .ifPresent(_ -> changed.add(found.tenant())));
    streams.find(TenantId.APPLIANCE).ifPresent(news -> lookAtTeams(overview, news));
  }

  private void lookAtTeams(JobDatabase overview, TeamNews news) {
    String now = overview.claim(tx -> tx.first(TEAMS, row -> row.text("mark"))).orElseThrow();
    if (!now.equals(mark)) {
      mark = now;
      news.addOutside();
    }
  }

  private void read(TenantId tenant, TeamNews news) {
    long after = news.reached().sequence();
    database.inTenant(
        tenant,
        tx -> {
          var found = SealedEntries.after(tx, tenant, after, TeamNews.KEPT);
          if (found.size() == TeamNews.KEPT) {
            news.skipTo(SealedEntries.last(tx, tenant));
          } else {
            news.add(items(found));
          }
          return news;
        });
  }

  private List<Item> items(List<AuditPage.Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                new Item(
                    entry.sequence(),
                    entry.action(),
                    entry.resourceKind(),
                    entry.outcome(),
                    told(entry)))
        .toList();
  }

  private Optional<Told> told(AuditPage.Entry entry) {
    var resource = new Resource(entry.resourceKind(), entry.resource());
    boolean failed = entry.outcome().equals("failed");
    return rules.told(entry.actor(), entry.action(), resource, failed, entry.facts());
  }
}
