package com.integraci.appliance.replay;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.ReplayReport;
import java.util.List;

/** What a run writes of itself. Each says whether it still goes on: anybody may have ended it. */
final class RunStore {

  private static final String PROGRESS =
      """
      update app.replay
      set done = least(done + ?, 100000), alive_until = now() + interval '1 minute'
      where tenant_id = ? and replay_id = ? and state = 'running'
      """;

  private static final String FINISH =
      """
      update app.replay
      set state = 'finished', total = ?, done = ?, ended_at = now(), result = ?,
          result_hash = sha256(convert_to(?, 'UTF8'))
      where tenant_id = ? and replay_id = ? and state = 'running'
      """;

  private static final String REPLAYED =
      """
      update app.policy_bundle set state = 'replayed'
      where tenant_id = ? and bundle_id = ? and state = 'tested'
      """;

  private static final String FAIL =
      """
      update app.replay set state = 'failed', ended_at = now(), fault = ?
      where tenant_id = ? and replay_id = ? and state = 'running'
      """;

  private RunStore() {}

  static boolean progress(Tx tx, Permit permit, int done, List<Tried> changed) {
    boolean running = tx.execute(PROGRESS, done, permit.tenant(), permit.resource().id()) == 1;
    if (running) {
      ChangeStore.addToReplay(tx, permit, changed);
    }
    return running;
  }

  /** Ends it with its result; a bundle that was tested is a replayed one then. */
  static boolean finish(
      Tx tx, Permit permit, Replay.Candidate candidate, ReplayReport.Written report) {
    int all = report.total().all();
    var result = report.text();
    boolean running =
        tx.execute(FINISH, all, all, result, result, permit.tenant(), permit.resource().id()) == 1;
    if (running && candidate.draft().isEmpty()) {
      tx.executeWithNext(REPLAYED, permit.tenant(), candidate.id());
    }
    return running;
  }

  static boolean fail(Tx tx, Permit permit, String fault) {
    return tx.execute(FAIL, fault, permit.tenant(), permit.resource().id()) == 1;
  }
}
