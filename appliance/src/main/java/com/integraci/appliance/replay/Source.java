package com.integraci.appliance.replay;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import java.util.HexFormat;

/** Where a run has the rules from that it tries. */
sealed interface Source extends AutoCloseable {

  /** What is tried. */
  Replay.Candidate candidate();

  /**
   * Its rules.
   *
   * @throws com.integraci.appliance.failure.Failure when they can't be used now
   */
  Rules.Ruling rules(TenantId tenant);

  /** The run has ended. */
  @Override
  void close();

  /**
   * A bundle that was published: compiled when the run begins, and kept for others.
   *
   * @param candidate the bundle
   * @param rules all that the team has
   */
  record Published(Replay.Candidate candidate, Rules rules) implements Source {

    @Override
    public Rules.Ruling rules(TenantId tenant) {
      return rules
          .of(tenant, HexFormat.of().parseHex(candidate.digest()))
          .orElseThrow(() -> new Conflict("The bundle is not there any more."));
    }

    @Override
    public void close() {
      // Others use them.
    }
  }

  /**
   * A draft: compiled before the run begins, so that whoever asks hears what is wrong, and for the
   * run alone.
   *
   * @param candidate the draft as it was then
   * @param ruling its rules
   */
  record Drafted(Replay.Candidate candidate, Rules.Ruling ruling) implements Source {

    @Override
    public Rules.Ruling rules(TenantId tenant) {
      return ruling;
    }

    @Override
    public void close() {
      ruling.evaluator().close();
    }
  }
}
