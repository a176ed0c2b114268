package com.integraci.appliance.repair;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Failure;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The rule {@code nightly}: once each night all teams are looked at, and what is harmless is put
 * right. Which teams it could not look at stands in the log, and they have the next night.
 */
public final class NightlyRepair {

  private static final System.Logger LOG = System.getLogger(NightlyRepair.class.getName());
  private static final String RULE = "nightly";
  private static final int HOUR = 3;
  private static final int PAGE = 100;

  private final Repairs repairs;
  private final Supplier<LocalDateTime> clock;
  private LocalDate last = LocalDate.MIN;

  /**
   * The rule.
   *
   * @param clock the time where the appliance stands
   */
  public NightlyRepair(Repairs repairs, Supplier<LocalDateTime> clock) {
    this.repairs = repairs;
    this.clock = clock;
  }

  /**
   * Looks at all teams if it is night and they were not looked at; called several times an hour.
   */
  public int run() {
    var now = clock.get();
    if (now.getHour() != HOUR || last.equals(now.toLocalDate())) {
      return 0;
    }
    last = now.toLocalDate();
    var after = new TenantId(new UUID(0, 0));
    List<TenantId> page;
    do {
      page = repairs.page(after, PAGE);
      page.forEach(this::look);
      after = page.isEmpty() ? after : page.getLast();
    } while (page.size() == PAGE);
    // Once a night, whatever was found.
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
