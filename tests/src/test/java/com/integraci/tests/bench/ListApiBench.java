package com.integraci.tests.bench;

import com.integraci.appliance.Log;
import com.integraci.tests.Plane;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of 50 secrets through the API, with token, member, authorization and wall, against a
 * bare Helidon handler with the same query, TLS and JSON.
 */
@Tag("bench")
class ListApiBench {

  private static final int CALLERS = 8;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final double FLOOR = 0.5;

  private static final String API = "the API";
  private static final String BARE = "a bare handler";

  private static final String FILL =
      """
      insert into app.secret (tenant_id, secret_id, name, value_id)
      select ?, gen_random_uuid(), 'name-' || n, gen_random_uuid() from generate_series(1, 50) n
      """;
  private static final String QUERY =
      """
      select secret_id, name, version, created_at, rotated_at, last_used_at
      from app.secret
      where tenant_id = ? and name > ''
      order by name
      limit 50
      """;

  @Test
  void a_list_through_the_api_against_a_bare_handler() {
    // Every request of the API is logged, so the log is written as the product writes it.
    Log.toStandardError();
    try (var plane = Plane.start();
        var pool = pool(plane)) {
      var member = plane.tenant("bench-list", "owner");
      plane.sql(FILL, member.tenant());
      var bare = bare(plane, pool, member.tenant());
      try {
        var token = "Bearer " + plane.token(member);
        var variants = new LinkedHashMap<String, Interleaved.Work>();
        variants.put(
            API,
            () ->
                expect(
                    plane,
                    plane.request("/api/v1/secrets?limit=50").header("Authorization", token)));
        variants.put(
            BARE,
            () ->
                expect(
                    plane, HttpRequest.newBuilder(URI.create("https://localhost:" + bare.port()))));
        write(Interleaved.measure(variants, CALLERS, SLICE, ROUNDS));
      } finally {
        bare.stop();
      }
    }
  }

  private static void write(Interleaved measured) {
    var rates =
        "%.0f/s, %.0f/s with %d callers"
            .formatted(measured.median(API), measured.median(BARE), CALLERS);
    new Figures("A list through the API against a bare handler")
        .ratio("list of 50: " + API + " / " + BARE, measured.ratio(API, BARE), FLOOR, rates)
        .write();
  }

  private static void expect(Plane plane, HttpRequest.Builder request) {
    var response = plane.send(request);
    if (response.statusCode() != 200 || !response.body().contains("name-50")) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }

  private static HikariDataSource pool(Plane plane) {
    var settings = plane.settings().database();
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    // The role that passes the wall: a bare handler has none.
    config.setUsername("integraci_migrator");
    config.setPassword(settings.password("integraci_migrator").reveal());
    config.setMaximumPoolSize(CALLERS);
    return new HikariDataSource(config);
  }

  private static WebServer bare(Plane plane, HikariDataSource pool, UUID tenant) {
    return WebServer.builder()
        .host("127.0.0.1")
        .port(0)
        .tls(Tls.builder().sslContext(plane.tls()).build())
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .shutdownHook(false)
        .routing(routing -> routing.get("/", (_, res) -> list(pool, tenant, res)))
        .build()
        .start();
  }

  private static void list(HikariDataSource pool, UUID tenant, ServerResponse res)
      throws SQLException {
    var found = new ArrayList<Map<String, Object>>();
    try (var connection = pool.getConnection();
        var statement = connection.prepareStatement(QUERY)) {
      statement.setObject(1, tenant);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              Map.of(
                  "id", rows.getString("secret_id"),
                  "name", rows.getString("name"),
                  "version", rows.getInt("version"),
                  "created_at", rows.getString("created_at"),
                  "rotated_at", rows.getString("rotated_at")));
        }
      }
    }
    res.header("Content-Type", "application/json");
    res.send(JsonMapper.shared().writeValueAsBytes(found));
  }
}
