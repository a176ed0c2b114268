package com.integraci.appliance.openbao;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A standing credential: an AppRole whose secret id is in a file. Its token is used until a minute
 * before it ends, and is made anew when OpenBao says that it is not good (any more).
 */
final class Credential {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Wire wire;
  private final String role;
  private final Path secret;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Token> current = Optional.empty();

  /** A token, and when not to use it any more, by {@link System#nanoTime}. */
  private record Token(String value, long untilNanos) {
    @Override
    public String toString() {
      return "[token]";
    }
  }

  Credential(Wire wire, String role, Path secret) {
    this.wire = wire;
    this.role = role;
    this.secret = secret;
  }

  /**
   * Asks with this credential. 403 can mean a token that was revoked, so it is tried once with a
   * new one; a second 403 is the answer.
   */
  Answer send(Call call) {
    Token token = token(Optional.empty());
    Answer answer = wire.send(call, token.value());
    return answer.denied() ? wire.send(call, token(Optional.of(token)).value()) : answer;
  }

  /**
   * Asks for text with this credential, as {@link #send} does; empty when the credential may not.
   */
  Optional<String> text(Call call) {
    Token token = token(Optional.empty());
    Wire.Text answer = wire.text(call, token.value());
    if (answer.denied()) {
      answer = wire.text(call, token(Optional.of(token)).value());
    }
    return answer.denied() ? Optional.empty() : Optional.of(answer.body());
  }

  /** Asks once: for what is expected to be refused, by a credential that has just been let. */
  Answer sendOnce(Call call) {
    return wire.send(call, token(Optional.empty()).value());
  }

  private Token token(Optional<Token> refused) {
    lock.lock();
    try {
      var usable =
          current
              .filter(token -> !refused.equals(Optional.of(token)))
              .filter(token -> token.untilNanos() - System.nanoTime() > 0);
      Token token = usable.orElseGet(this::login);
      current = Optional.of(token);
      return token;
    } finally {
      lock.unlock();
    }
  }

  private Token login() {
    long now = System.nanoTime();
    var body = Map.of("role_id", role, "secret_id", Secret.read(secret).reveal());
    Answer answer = wire.send(Call.write(Call.ROOT, "auth/approle/login", body), "");
    if (!answer.done()) {
      throw new Unavailable(
          "openbao",
          "OpenBao does not know the appliance's credential %s. Restore %s from the backup."
              .formatted(role, secret),
          new OpenBaoRefusal(answer));
    }
    var auth = answer.body().path("auth");
    var ttl = Duration.ofSeconds(auth.path("lease_duration").asLong());
    return new Token(auth.path("client_token").asString(), now + ttl.minus(MARGIN).toNanos());
  }
}
