package com.integraci.appliance.repair;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Failure;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * The rule {@code nightly}: once each night all teams are looked at, and what is harmless is put
 * right. The database says which teams this night has not looked at yet, so that a start goes on
 * with them. Which it could not look at stands in the log; they have the rest of the hour, and the
 * next night.
 */
public final class NightlyRepair {

  private static final System.Logger LOG = System.getLogger(NightlyRepair.class.getName());
  private static final String RULE = "nightly";
  private static final int HOUR = 3;
  private static final int PAGE = 100;

  private final Repairs repairs;
  private final Clock clock;

  /**
   * The rule.
   *
   * @param clock the time where the appliance stands
   */
  public NightlyRepair(Repairs repairs, Clock clock) {
    this.repairs = repairs;
    this.clock = clock;
  }

  /**
   * Looks at the teams that this night has not looked at, if it is; called several times an hour.
   */
  public int run() {
    var now = ZonedDateTime.now(clock);
    if (now.getHour() != HOUR) {
      return 0;
    }
    var night = now.truncatedTo(ChronoUnit.HOURS).toInstant();
    var after = new TenantId(new UUID(0, 0));
    List<TenantId> page;
    do {
      page = repairs.page(night, after, PAGE);
      page.forEach(this::look);
      after = page.isEmpty() ? after : page.getLast();
    } while (page.size() == PAGE);
    // Once in its interval, whatever was found.
    return 0;
  }

  private void look(TenantId tenant) {
    try {
      repairs
          .byRule(tenant, RULE)
          .ifPresent(
              id -> LOG.log(System.Logger.Level.WARNING, tenant + " is repaired: workflow " + id));
    } catch (Failure e) {
      LOG.log(System.Logger.Level.WARNING, tenant + " was not looked at: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, tenant + " was not looked at", e);
    }
  }
}
