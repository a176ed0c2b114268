package com.integraci.appliance.live;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.metrics.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The open streams and their bounds. Who is gone is noticed at the next beat only, so a browser
 * that goes from page to page leaves streams behind: the oldest of a session give way to a new one.
 * A team's and the process's bounds are held by refusing.
 */
final class LiveStreams {

  /** How many streams a session has at most. */
  static final int SESSION_MAX = 6;

  /** How many streams a team has at most. */
  static final int TEAM_MAX = 256;

  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
  private static final String TOO_MANY =
      "Too many pages are kept live now. This one can be used, and looks again from time to time.";

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Team> teams = new HashMap<>();
  private final Counter refused;
  private int count;
  private boolean closed;

  /**
   * None yet.
   *
   * @param refused counts what was refused
   */
  LiveStreams(Counter refused) {
    this.refused = refused;
  }

  private record Team(TeamNews news, List<LiveStream> streams) {}

  /**
   * Takes one more stream in.
   *
   * @param load reads the team's news, when nobody else listens to them
   * @param make makes the stream
   * @throws Limited when there are too many of the team or in all
   * @throws Unavailable when no more are taken
   */
  LiveStream open(Visitor visitor, Supplier<TeamNews> load, Function<TeamNews, LiveStream> make) {
    var tenant = visitor.caller().tenant();
    var known = find(tenant);
    // Outside of the lock: it asks the database.
    var news = known.orElseGet(load);
    lock.lock();
    try {
      if (closed) {
        throw new Unavailable("control-plane", "The control plane stops. Ask again soon.", null);
      }
      var team = teams.get(tenant);
      int ofTeam = team == null ? 0 : team.streams().size();
      if (count >= Server.STREAMS_MAX || ofTeam >= TEAM_MAX) {
        refused.increment();
        throw new Limited(TOO_MANY, TRY_AGAIN);
      }
      team = teams.computeIfAbsent(tenant, _ -> new Team(news, new ArrayList<>()));
      makeRoom(team, visitor);
      var stream = make.apply(team.news());
      team.streams().add(stream);
      count++;
      return stream;
    } finally {
      lock.unlock();
    }
  }

  private static void makeRoom(Team team, Visitor visitor) {
    var same =
        team.streams().stream()
            .filter(stream -> !stream.ending())
            .filter(stream -> stream.visitor().csrf().equals(visitor.csrf()))
            .toList();
    for (int i = 0; i <= same.size() - SESSION_MAX; i++) {
      same.get(i).end(LiveStream.Ending.FULL);
    }
  }

  /** The stream is over. */
  void close(LiveStream stream) {
    lock.lock();
    try {
      var tenant = stream.visitor().caller().tenant();
      var team = teams.get(tenant);
      if (team != null && team.streams().remove(stream)) {
        count--;
        if (team.streams().isEmpty()) {
          teams.remove(tenant);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The news of a team that somebody listens to. */
  Optional<TeamNews> find(TenantId tenant) {
    lock.lock();
    try {
      return Optional.ofNullable(teams.get(tenant)).map(Team::news);
    } finally {
      lock.unlock();
    }
  }

  /** The teams that somebody listens to. */
  List<TenantId> listened() {
    lock.lock();
    try {
      return List.copyOf(teams.keySet());
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Frees what no client has taken from for so long. */
  void sweep(Duration max) {
    for (LiveStream stream : all()) {
      if (stream.forgotten(max)) {
        close(stream);
      } else {
        stream.cutIfStuck(max);
      }
    }
  }

  /** Ends all of them, and takes no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    all().forEach(stream -> stream.end(LiveStream.Ending.STOPPING));
  }

  private List<LiveStream> all() {
    lock.lock();
    try {
      return teams.values().stream().flatMap(team -> team.streams().stream()).toList();
    } finally {
      lock.unlock();
    }
  }
}
