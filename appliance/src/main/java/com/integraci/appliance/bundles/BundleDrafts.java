package com.integraci.appliance.bundles;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Starter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The verbs on bundles that are being written. Nothing decides by one. */
public final class BundleDrafts {

  /** How many a team may have. */
  public static final int MAX = 50;

  /** How large all files of one may be together, in bytes of UTF-8. */
  public static final int BYTES_MAX = 1 << 20;

  private final Bundles.Parts parts;
  private final Compiler compiler;

  BundleDrafts(Bundles.Parts parts, Compiler compiler) {
    this.parts = parts;
    this.compiler = compiler;
  }

  /** What a draft begins as. */
  public enum From {
    /** Two rules for gates with their tests. */
    TWO,
    /** The shipped rules for gates. */
    GATE,
    /** Two rules for actions with their tests. */
    ACTION,
    /** The shipped rules for actions. */
    ACTIONS;

    /** Each in a word. */
    public static final List<String> WORDS =
        Stream.of(values()).map(from -> from.name().toLowerCase(Locale.ROOT)).toList();

    /** The one that a word of {@link #WORDS} means. */
    public static From of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** The team's drafts, by name, without their files. */
  public List<BundleDraft> list(Caller caller) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = parts.policy().authorize(caller, Action.BUNDLE_LIST, tenant);
    return DraftStore.all(parts.database(), permit);
  }

  /**
   * One draft with its files.
   *
   * @throws NotFound when the team has none of that id
   */
  public BundleDraft read(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.BUNDLE_READ, of(id));
    return parts.database().inTenant(permit.tenant(), tx -> one(tx, permit));
  }

  /**
   * Begins one.
   *
   * @param name the bundle's, 3 to 63 of a-z, 0-9 and -
   * @throws Invalid when it can't be a name
   * @throws Conflict when a draft has that name, or the team has too many
   */
  public BundleDraft begin(Caller caller, String name, From from) {
    var permit = parts.policy().authorize(caller, Action.BUNDLE_WRITE, of(UuidV7.next()));
    var files = files(name, from);
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var known = DraftStore.known(tx, permit, name);
              if (known.named()) {
                throw new Conflict("A draft of your team is called " + name + " already.");
              }
              if (known.all() >= MAX) {
                throw new Conflict("A team has %d drafts at most. Delete one.".formatted(MAX));
              }
              DraftStore.add(tx, permit, name, files);
              return done(tx, permit);
            });
  }

  private static SortedMap<String, String> files(String name, From from) {
    try {
      var today = LocalDate.now(ZoneOffset.UTC);
      var texts =
          switch (from) {
            case TWO -> Starter.two(name, today);
            case GATE -> Starter.gate(name, today);
            case ACTION -> Starter.action(name, today);
            case ACTIONS -> Starter.actions(name, today);
          };
      var files = new TreeMap<String, String>();
      texts.forEach((path, text) -> files.put(path, text.content()));
      return files;
    } catch (IllegalArgumentException e) {
      throw new Invalid("name", e.getMessage());
    }
  }

  /**
   * Replaces all files.
   *
   * @param version the draft's, as the caller has read it
   * @throws Invalid with every path that can't be, or when they are too many or too large
   * @throws NotFound when the team has none of that id
   * @throws Conflict when somebody else has changed it since
   */
  public BundleDraft write(Caller caller, UUID id, int version, Map<String, String> files) {
    return change(caller, id, version, _ -> new TreeMap<>(files));
  }

  /**
   * Writes one file, which may be new.
   *
   * @see #write(Caller, UUID, int, Map) for what is refused
   */
  public BundleDraft write(Caller caller, UUID id, int version, String path, String content) {
    return change(
        caller,
        id,
        version,
        files -> {
          files.put(path, content);
          return files;
        });
  }

  /**
   * Removes one file.
   *
   * @see #write(Caller, UUID, int, Map) for what is refused
   */
  public BundleDraft remove(Caller caller, UUID id, int version, String path) {
    return change(
        caller,
        id,
        version,
        files -> {
          if (files.remove(path) == null) {
            throw new NotFound("The draft has no such file.");
          }
          return files;
        });
  }

  private BundleDraft change(
      Caller caller, UUID id, int version, UnaryOperator<SortedMap<String, String>> change) {
    var permit = parts.policy().authorize(caller, Action.BUNDLE_WRITE, of(id));
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var found = DraftStore.locked(tx, permit).orElseThrow(BundleDrafts::none);
              if (found.version() != version) {
                throw new Conflict("Somebody has changed the draft. Look at it again.");
              }
              var files = change.apply(new TreeMap<>(found.files()));
              DraftFiles.expectBounded(files);
              DraftStore.write(tx, permit, files);
              return done(tx, permit);
            });
  }

  /**
   * Deletes one.
   *
   * @throws NotFound when the team has none of that id
   */
  public void delete(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.BUNDLE_WRITE, of(id));
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var found = one(tx, permit);
              DraftStore.delete(tx, permit);
              append(tx, permit, found, "deleted");
              return found;
            });
  }

  /**
   * Checks a draft and runs its tests, as if it were published.
   *
   * @throws NotFound when the team has none of that id
   * @throws com.integraci.appliance.failure.Limited when another one is tested at this moment
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  public Trial attempt(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.BUNDLE_TRY, of(id));
    var draft = parts.database().inTenant(permit.tenant(), tx -> one(tx, permit));
    return compiler.tried(() -> PolicyBundle.of(draft.files()));
  }

  private BundleDraft done(Tx tx, Permit permit) {
    var changed = one(tx, permit);
    append(tx, permit, changed, "written");
    return changed;
  }

  private void append(Tx tx, Permit permit, BundleDraft draft, String what) {
    var facts =
        Map.of("name", draft.name(), "version", Integer.toString(draft.version()), "change", what);
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
  }

  private static BundleDraft one(Tx tx, Permit permit) {
    return DraftStore.one(tx, permit).orElseThrow(BundleDrafts::none);
  }

  private static Resource of(UUID id) {
    return new Resource("policy-draft", id);
  }

  static NotFound none() {
    return new NotFound("Your team has no such draft.");
  }
}
