package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.Arrays;

/**
 * Journals that an attempt begins, and moves its workflow there: not forwards when a person or the
 * deadline wants it to turn round, and not with a lease that is another's.
 *
 * <p>The lease is extended when a sixth of it has passed: {@code due_at} is indexed, and a row
 * whose indexed columns stay is cheap to write.
 */
sealed interface BeginStore {

  /** False when it may not; the transaction goes on. */
  boolean begin(Tx tx, Permit permit, Claim claim, Position at);

  /** Looks whether it may. */
  record Looking(Duration lease) implements BeginStore {

    private static final String BEGIN =
        """
        with moved as (
            update app.workflow
            set state = 'running', step = ?, undoing = ?, attempt = ?, attempts = ?,
                changed_at = now(), awaits = null, wait_until = null, awaits_children = 0,
                due_at = case when due_at > now() + ? * interval '1 millisecond' then due_at
                    else now() + ? * interval '1 millisecond' end,
                asked = case when ? then asked else nullif(asked, 'done') end
            where tenant_id = ? and workflow_id = ? and lease_id = ?
              and state in ('running', 'waiting')
              and (? or coalesce(asked, 'done') = 'done'
                  and (deadline_at is null or deadline_at > now()))
            returning tenant_id, workflow_id, attempts, step, undoing)
        insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome)
        select tenant_id, workflow_id, attempts, step, undoing, 'open' from moved
        """;

    @Override
    public boolean begin(Tx tx, Permit permit, Claim claim, Position at) {
      return tx.execute(BEGIN, parameters(lease, permit, claim, at)) == 1;
    }
  }

  /**
   * Takes for granted that it may, in the message of the commit: a step then costs one round trip.
   * Where it may not, the journal's row has no number, and the transaction fails with {@link
   * com.integraci.appliance.database.Unmet}.
   */
  record Trusting(Duration lease) implements BeginStore {

    private static final String BEGIN_OR_FAIL =
        """
        with moved as (
            update app.workflow
            set state = 'running', step = ?, undoing = ?, attempt = ?, attempts = ?,
                changed_at = now(), awaits = null, wait_until = null, awaits_children = 0,
                due_at = case when due_at > now() + ? * interval '1 millisecond' then due_at
                    else now() + ? * interval '1 millisecond' end,
                asked = case when ? then asked else nullif(asked, 'done') end
            where tenant_id = ? and workflow_id = ? and lease_id = ?
              and state in ('running', 'waiting')
              and (? or coalesce(asked, 'done') = 'done'
                  and (deadline_at is null or deadline_at > now()))
            returning attempts)
        insert into app.workflow_step (number, tenant_id, workflow_id, step, undoing, outcome)
        values ((select attempts from moved), ?, ?, ?, ?, 'open')
        """;

    @Override
    public boolean begin(Tx tx, Permit permit, Claim claim, Position at) {
      var moving = parameters(lease, permit, claim, at);
      var all = Arrays.copyOf(moving, moving.length + 4);
      all[moving.length] = permit.tenant().value();
      all[moving.length + 1] = claim.workflow();
      all[moving.length + 2] = at.step().name();
      all[moving.length + 3] = at.undoing();
      tx.executeWithNext(BEGIN_OR_FAIL, all);
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
}
