package com.integraci.appliance;

import com.integraci.appliance.alerts.AlertMail;
import com.integraci.appliance.alerts.AlertRoutes;
import com.integraci.appliance.alerts.AlertWatch;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.alerts.Sensors;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.metrics.Metrics;
import java.time.Duration;
import java.time.InstantSource;

/** What tells operators that something is wrong. */
record Watch(Alerts alerts, Alerts.Parts parts, Sensors sensors, AlertMail mail) {

  private static final Duration LOOK = Duration.ofSeconds(30);

  static Watch of(Alerts.Parts parts, Sensors.Parts sensed, Upkeep upkeep, Keycloak keycloak) {
    var url = sensed.settings().url();
    var mail = new AlertMail(parts, keycloak.directory(), sensed.mail(), url);
    var clock = InstantSource.system();
    var sensors = new Sensors(sensed, upkeep.probes(), upkeep.repairs(), clock);
    return new Watch(new Alerts(parts), parts, sensors, mail);
  }

  /** Of several control planes one looks within each half minute. */
  void start(Opened opened, Metrics metrics) {
    AlertRoutes.gauges(alerts, metrics);
    // A little less than the pause, so that one control plane alone looks each time.
    var watch = new AlertWatch(parts, sensors.all(), LOOK.minusSeconds(5));
    opened.keep(
        RecurringJob.start(
            "alerts",
            LOOK,
            new WakeUp(),
            () -> {
              watch.look();
              mail.send();
              return 0;
            }));
  }
}
