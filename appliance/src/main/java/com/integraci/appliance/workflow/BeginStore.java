package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Begins an attempt, in its workflow's row: not forwards when a person or the deadline wants it to
 * turn round, and not with a lease that is another's.
 *
 * <p>The lease is extended when a sixth of it has passed: {@code due_at} is indexed, and a row
 * whose indexed columns stay is cheap to write.
 */
sealed interface BeginStore {

  /** What {@link #parameters} are bound to. */
  String BEGIN =
      """
      update app.workflow
      set state = 'running', step = ?, undoing = ?, attempt = ?, attempts = ?, changed_at = now(),
          begun_at = now(), awaits = null, wait_until = null, awaits_children = 0,
          due_at = case when due_at > now() + ? * interval '1 millisecond' then due_at
              else now() + ? * interval '1 millisecond' end,
          asked = case when ? then asked else nullif(asked, 'done') end
      where tenant_id = ? and workflow_id = ? and lease_id = ?
        and state in ('running', 'waiting')
        and (? or coalesce(asked, 'done') = 'done'
            and (deadline_at is null or deadline_at > now()))
      """;

  /** Begins where none is open; false when it may not, and the transaction goes on. */
  boolean begin(Tx tx, Permit permit, Claim claim, Position at);

  /** The same after one that has ended, which gets its row of the journal. */
  boolean next(Tx tx, Permit permit, Claim claim, Ended ended, Position at);

  /** Looks whether it may. */
  record Looking(Duration lease) implements BeginStore {

    @Override
    public boolean begin(Tx tx, Permit permit, Claim claim, Position at) {
      return tx.execute(BEGIN, parameters(lease, permit, claim, at)) == 1;
    }

    @Override
    public boolean next(Tx tx, Permit permit, Claim claim, Ended ended, Position at) {
      JournalStore.close(tx, permit, claim, ended);
      return begin(tx, permit, claim, at);
    }
  }

  /**
   * Takes for granted that it may, in the message of the commit: a step then costs one round trip
   * and one statement. Where it may not, the journal's row has no number, and the transaction fails
   * with {@link com.integraci.appliance.database.Unmet}.
   */
  record Trusting(Duration lease) implements BeginStore {

    private static final String CLOSE_AND_BEGIN =
        "with moved as ("
            + BEGIN
            + """
            returning old.attempts, old.begun_at)
            insert into app.workflow_step (number, started_at, tenant_id, workflow_id, step,
                undoing, outcome, error, result, ended_at)
            values ((select attempts from moved), (select begun_at from moved), ?, ?, ?, ?, ?, ?,
                ?, now())
            """;

    /** It is asked for when the row is locked and was looked at: nobody can come between. */
    @Override
    public boolean begin(Tx tx, Permit permit, Claim claim, Position at) {
      tx.executeWithNext(BEGIN, parameters(lease, permit, claim, at));
      return true;
    }

    @Override
    public boolean next(Tx tx, Permit permit, Claim claim, Ended ended, Position at) {
      var row =
          new Object[] {
            permit.tenant().value(),
            claim.workflow(),
            ended.at().step().name(),
            ended.at().undoing(),
            ended.outcome(),
            ended.error(),
            ended.result().json()
          };
      tx.executeWithNext(CLOSE_AND_BEGIN, both(parameters(lease, permit, claim, at), row));
      return true;
    }
  }

  private static Object[] parameters(Duration lease, Permit permit, Claim claim, Position at) {
    return new Object[] {
      at.step().name(),
      at.undoing(),
      at.attempt(),
      at.number(),
      lease.toMillis() * 5 / 6,
      lease.toMillis(),
      at.decided(),
      permit.tenant().value(),
      claim.workflow(),
      claim.lease(),
      at.undoing() || at.decided()
    };
  }

  private static Object[] both(Object[] first, Object[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray();
  }
}
